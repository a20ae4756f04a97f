using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

/// <summary>A panel whose calls overlap.</summary>
public sealed class PeopleFeedTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_upsert_from_eight_at_once_makes_one_of_each(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var feed = new PeopleFeed(desk.Store);

        var organisations = await AllAsync(_ => feed.PutAsync(new FedOrganisation("panel", "1", "Quagga", MembersSeeAllTickets: null), Actor.System, default));
        var people = await AllAsync(_ => feed.PutAsync(new FedPerson("panel", "1", "Quinn", "quinn@example.com", Language: null, [new FeedReference(null, "panel", "1")]), Actor.System, default));
        var services = await AllAsync(_ => feed.PutAsync(new FedService("panel", "1", "Hosting", null, new FeedReference(null, "panel", "1"), HasEnded: false), Actor.System, default));

        foreach (var results in new[] { organisations, people, services })
        {
            results.Should().OnlyContain(result => result.IsDone);
            results.Select(result => result.Id).Distinct().Should().ContainSingle();
            results.Count(result => result.IsNew).Should().Be(1);
        }

        (await desk.ReadAsync(tables => tables.Organisations.CountAsync(o => o.Name == "Quagga"))).Should().Be(1);
        (await desk.ReadAsync(tables => tables.Memberships.CountAsync(m => m.PersonId == people[0].Id))).Should().Be(1);
        (await desk.ReadAsync(tables => tables.Audit.Select(entry => entry.Act).ToListAsync())).Should().BeEquivalentTo("organisation.feed-add", "person.feed-add", "service.feed-add");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_eight_keys_for_one_address_one_gets_the_person(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var feed = new PeopleFeed(desk.Store);

        var results = await AllAsync(i => feed.PutAsync(new FedPerson("panel", $"{i}", "Emma", "emma@demo.example", Language: null, Organisations: null), Actor.System, default));

        results.Should().ContainSingle(result => result.IsDone).Which.Id.Should().Be(desk.Emma.PersonId);
        (await desk.ReadAsync(tables => tables.ExternalKeys.CountAsync())).Should().Be(1);
    }

    private static async Task<FeedResult[]> AllAsync(Func<int, Task<FeedResult>> put) => await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => put(i))));
}
