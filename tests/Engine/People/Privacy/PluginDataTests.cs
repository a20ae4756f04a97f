using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tests.Notifications;
using Helpdesk.Engine.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Engine.Tests.People.Privacy;

/// <summary>What plugins keep of somebody stands in the copy of her data; one that fails holds nothing up, and its part is said to be missing.</summary>
public sealed class PluginDataTests
{
    private static readonly LocalizedText Title = LocalizedText.Of("Notes", "Notities", "Notes", "メモ");
    private static readonly Person Emma = new(7, "Emma", "emma@people.example", Role.Customer, "en", DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task Whoever_answers_stands_there_and_of_whoever_does_not_it_is_said()
    {
        var clock = new HandClock();
        await using var services = new ServiceCollection().AddTransient<Knows>().AddTransient<Throws>().AddTransient<SaysNothing>().AddTransient<TalksNonsense>().AddTransient<TalksForEver>().BuildServiceProvider();
        var plugin = new PluginContributions("notes", new ServiceCollection());
        Add<Knows>("knows");
        Add<Throws>("throws");
        Add<SaysNothing>("says-nothing");
        Add<TalksNonsense>("talks-nonsense");
        Add<TalksForEver>("talks-for-ever");
        var circuits = new Circuits(clock);
        var data = new PluginData(
            new Contributions([plugin]), new ForeignQuestions(services.GetRequiredService<IServiceScopeFactory>(), circuits, clock, NullLogger<ForeignQuestions>.Instance));

        var sections = await data.OfAsync(Emma, default);

        sections.Select(section => (section.PluginId, section.Name, section.Items?.Count)).Should().Equal(
            ("notes", "knows", 1), ("notes", "says-nothing", null), ("notes", "talks-for-ever", null), ("notes", "talks-nonsense", null), ("notes", "throws", null));
        sections[0].Items![0].Fields.Select(field => (field.Key, field.Text)).Should().Equal(("of", "7 Emma emma@people.example"));
        circuits.Report().Values.Count(report => report.Failures > 0).Should().Be(4, "each is named to administrators");

        void Add<T>(string name) where T : IPersonalDataSource => plugin.PersonalData.Add(new PersonalDataContribution("notes", name, Title, typeof(T), new PersonalDataOptions()));
    }

    private static PersonalDataItem Item(string key, string text) => new([new PersonalDataField(key, Title, text)]);

    private sealed class Knows : IPersonalDataSource
    {
        public Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PersonalDataItem>>([Item("of", $"{request.PersonId} {request.Name} {request.Address}")]);
    }

    private sealed class Throws : IPersonalDataSource
    {
        public Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("I forgot.");
    }

    private sealed class SaysNothing : IPersonalDataSource
    {
        public Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PersonalDataItem>>(null!);
    }

    private sealed class TalksNonsense : IPersonalDataSource
    {
        public Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PersonalDataItem>>([Item("", null!)]);
    }

    private sealed class TalksForEver : IPersonalDataSource
    {
        public Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PersonalDataItem>>([.. Enumerable.Repeat(Item("more", "and more"), 10_001)]);
    }
}
