using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.People.Privacy;

/// <summary>What a source of a plugin says that it keeps about somebody.</summary>
/// <param name="Title">For people.</param>
/// <param name="Items">Null where it gave no answer.</param>
internal sealed record PluginDataSection(string PluginId, string Name, LocalizedText Title, IReadOnlyList<PersonalDataItem>? Items);

/// <summary>Asks the plugins what they keep about somebody. One that fails holds nothing up: that its part is missing stands in the copy.</summary>
internal sealed class PluginData(Contributions contributions, ForeignQuestions questions)
{
    private const int MostItems = 10_000;
    private const int MostFields = 100;

    public async Task<IReadOnlyList<PluginDataSection>> OfAsync(Person person, CancellationToken cancellationToken)
    {
        var request = new PersonalDataRequest(person.Id, person.Name, person.Address);
        return await Task.WhenAll(contributions.PersonalData.Select(async source => new PluginDataSection(
            source.PluginId, source.Name, source.Title, await questions.AskAsync(source.Source, Asked(request), nothing: null, cancellationToken))));
    }

    private static Func<IPersonalDataSource, CancellationToken, Task<IReadOnlyList<PersonalDataItem>?>> Asked(PersonalDataRequest request) =>
        async (source, token) => await source.FindAsync(request, token) is { Count: <= MostItems } items && items.All(IsSound)
            ? items
            : throw new InvalidOperationException($"It answered nothing, more than {MostItems} items, more than {MostFields} fields in one, or a field without a key, a name or a text.");

    private static bool IsSound(PersonalDataItem? item) =>
        item?.Fields is { Count: <= MostFields } fields && fields.All(field => field is { Key.Length: > 0, Name: not null, Text: not null });
}
