using Helpdesk.Engine.Access;
using Helpdesk.Engine.Search.Suggestions;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>Row E8: what is offered to somebody who writes a ticket.</summary>
[Collection(ReadersDesk.Name)]
[Trait("Kind", "slow")]
public sealed class SuggestingTests(KnowledgeDesk knowledge)
{
    private static readonly Actor Customer = new(PersonId: 7, Role.Customer, "web");
    private static readonly Actor Agent = new(PersonId: 8, Role.Agent, "web");

    [Fact]
    public async Task What_solves_the_problem_is_offered_opened_in_place_and_counted()
    {
        var suggested = await AskAsync(source => source.SuggestAsync(new SuggestionRequest(Customer, "I forgot my password", "I can't sign in any more.", 3), CancellationToken.None));

        suggested.Should().HaveCountLessThanOrEqualTo(3);
        var suggestion = suggested.Single(one => one.Href == $"/kb/a/{KnowledgeDesk.Public}");
        suggestion.Title.Should().Be("How to reset your password");

        var text = await AskAsync(source => source.OpenAsync(suggestion.Key, Customer, CancellationToken.None));
        text!.Language.Should().Be("en");
        text.Html.Should().Contain("<h2").And.Contain("Choose a new password");

        using var writer = await knowledge.Desk.SignedInAsync(DemoPeople.Administrator);
        const string list = "/kb/write?title=how+to+reset+your+password";
        var before = int.Parse((await writer.OpenAsync(list)).QuerySelector("td[data-label=Solved]")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
        for (var time = 0; time < 2; time++)
        {
            await AskAsync(async source =>
            {
                await source.SolvedAsync(suggestion.Key, Customer, CancellationToken.None);
                return true;
            });
        }

        (await writer.OpenAsync(list)).QuerySelector("td[data-label=Solved]")!.TextContent.Should().Be((before + 2).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task LQ7_Nothing_is_offered_or_opened_that_she_may_not_read()
    {
        var request = new SuggestionRequest(Agent, "Escalate a hotfix", "Who does what, and when", 20);
        var forStaff = (await AskAsync(source => source.SuggestAsync(request, CancellationToken.None))).Single(one => one.Href == $"/kb/a/{KnowledgeDesk.Internal}");

        (await AskAsync(source => source.SuggestAsync(request with { Reader = Customer }, CancellationToken.None))).Should().NotContain(one => one.Href == forStaff.Href);
        (await AskAsync(source => source.OpenAsync(forStaff.Key, Customer, CancellationToken.None))).Should().BeNull();
        (await AskAsync(source => source.OpenAsync(forStaff.Key, Agent, CancellationToken.None))).Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("never-was")]
    [InlineData("9223372036854775807")]
    public async Task A_key_that_is_none_opens_nothing(string key) =>
        (await AskAsync(source => source.OpenAsync(key, Customer, CancellationToken.None))).Should().BeNull();

    private Task<T> AskAsync<T>(Func<ISuggestionSource, Task<T>> ask) => AskAsync(knowledge.Desk, ask);

    internal static async Task<T> AskAsync<T>(RunningDesk desk, Func<ISuggestionSource, Task<T>> ask)
    {
        using var lease = desk.Generations.Lease();
        var source = lease.Generation.Contributions.Plugins.Single(plugin => plugin.PluginId == KnowledgeDesk.Plugin).Suggestions.Single();
        await using var scope = lease.Generation.Services.CreateAsyncScope();
        return await ask((ISuggestionSource)scope.ServiceProvider.GetRequiredService(source.SourceType));
    }
}
