using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Search.Suggestions;

/// <summary>
/// Asks the sources of the plugins, all at once. One that throws, hangs or answers nonsense suggests nothing; whoever writes
/// never hears of it (LP1).
/// </summary>
internal sealed class SuggestionDesk(Contributions contributions, ForeignQuestions questions)
{
    /// <summary>More would be read by nobody who wants to write.</summary>
    public const int Most = 4;

    /// <summary>Of what was typed; the rest of a pasted log says nothing that its beginning does not.</summary>
    public const int LongestText = 4_000;

    private const int LongestKey = 100;
    private const int LongestTitle = 200;
    private const int LongestSummary = 400;

    /// <summary>Whether anybody could suggest something.</summary>
    public bool HasSources => contributions.Suggestions.Count > 0;

    /// <summary>What may solve the problem, the best first.</summary>
    public async Task<IReadOnlyList<SuggestionOffer>> SuggestAsync(Actor reader, string? subject, string? text, CancellationToken cancellationToken)
    {
        var request = new SuggestionRequest(reader, Beginning(subject), Beginning(text), Most);
        if (request.Subject.Length + request.Text.Length < 2)
        {
            return [];
        }

        var answers = await Task.WhenAll(contributions.Suggestions.Select(source => AskAsync(
            source, async (asked, token) => await asked.SuggestAsync(request, token) is { } found ? Checked(source, found) : [], [], cancellationToken)));
        // Each source knows which of its own is best; nobody knows whose is better, so they take turns.
        return [.. answers.SelectMany(answer => answer.Select((offer, place) => (offer, place))).OrderBy(ranked => ranked.place).Select(ranked => ranked.offer).Take(Most)];
    }

    /// <summary>The whole text of a suggestion, cleaned; null when it is gone, or not for this reader.</summary>
    public async Task<SuggestedText?> OpenAsync(string? key, Actor reader, CancellationToken cancellationToken)
    {
        if (Find(key) is not ({ } source, { } own))
        {
            return null;
        }

        return await AskAsync(
            source,
            async (asked, token) => await asked.OpenAsync(own, reader, token) is { } text && IsOwn(source, text.Href)
                ? text with { Html = RichTextMarkup.Clean(text.Html, Routes(source)) }
                : null,
            null,
            cancellationToken);
    }

    /// <summary>It solved the reader's problem.</summary>
    public async Task SolvedAsync(string? key, Actor reader, CancellationToken cancellationToken)
    {
        if (Find(key) is ({ } source, { } own))
        {
            await AskAsync(
                source,
                async (asked, token) =>
                {
                    await asked.SolvedAsync(own, reader, token);
                    return true;
                },
                false,
                cancellationToken);
        }
    }

    private Task<T> AskAsync<T>(SuggestionContribution source, Func<ISuggestionSource, CancellationToken, Task<T>> ask, T nothing, CancellationToken cancellationToken) =>
        questions.AskAsync(new ForeignSource(source.Key, source.PluginId, source.SourceType, source.Options.Budget), ask, nothing, cancellationToken);

    private List<SuggestionOffer> Checked(SuggestionContribution source, IReadOnlyList<Suggestion> found)
    {
        var offers = new List<SuggestionOffer>();
        foreach (var suggestion in found.Take(Most))
        {
            if (suggestion is not { Key.Length: > 0 and <= LongestKey, Title.Length: > 0, Summary: not null } || !IsOwn(source, suggestion.Href))
            {
                throw new SuggestionException($"It suggested '{suggestion?.Key}' without a title, with a key of more than {LongestKey} characters, or with a link that is not below its route prefixes.");
            }

            offers.Add(new SuggestionOffer($"{source.PluginId}:{source.Name}:{suggestion.Key}", Shown(suggestion.Title, LongestTitle), Shown(suggestion.Summary, LongestSummary), suggestion.Href));
        }

        return offers;
    }

    private (SuggestionContribution? Source, string? Key) Find(string? key)
    {
        if (key?.Split(':', 3) is not [var plugin, var name, { Length: > 0 and <= LongestKey } own])
        {
            return (null, null);
        }

        return (contributions.Suggestions.FirstOrDefault(source => source.PluginId == plugin && source.Name == name), own);
    }

    private IReadOnlyList<string> Routes(SuggestionContribution source) => contributions.Plugins.First(plugin => plugin.PluginId == source.PluginId).Routes;

    private bool IsOwn(SuggestionContribution source, string? href) =>
        href is not null && Routes(source).Any(route => href == route || href.StartsWith(route + "/", StringComparison.Ordinal));

    private static string Shown(string text, int most)
    {
        var shown = StorableText.Of(text.Trim());
        return shown.Length <= most ? shown : StorableText.Of(shown[..most]);
    }

    private static string Beginning(string? text)
    {
        var trimmed = StorableText.Of(text).Trim();
        return trimmed.Length <= LongestText ? trimmed : StorableText.Of(trimmed[..LongestText]);
    }

    private sealed class SuggestionException(string message) : Exception(message);
}
