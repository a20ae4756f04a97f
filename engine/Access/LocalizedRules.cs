using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Access;

/// <summary>What administrators give a name or a sentence in: each language on its own, English at the least.</summary>
internal static class LocalizedRules
{
    private const string Fallback = "en";

    /// <param name="field">What it is called; a refusal is about one language of it, such as <c>names.nl</c>.</param>
    /// <param name="longest">In UTF-16 code units.</param>
    public static IEnumerable<Refusal> Check(string field, IReadOnlyDictionary<string, string?> texts, int longest)
    {
        if (OneLine.Of(texts.GetValueOrDefault(Fallback)).Length == 0)
        {
            yield return Refusal.Invalid($"{field}.{Fallback}", "desk.localized-missing");
        }

        foreach (var (culture, text) in texts)
        {
            if (OneLine.Of(text) is { } line && line.Length > longest)
            {
                yield return Refusal.Invalid($"{field}.{culture}", "desk.localized-too-long", longest, line.Length);
            }
        }
    }

    /// <summary>What was given, once it was checked.</summary>
    public static LocalizedText Text(IReadOnlyDictionary<string, string?> texts) =>
        new(texts.Select(text => KeyValuePair.Create(text.Key, OneLine.Of(text.Value))));
}
