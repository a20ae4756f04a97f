namespace Helpdesk.Engine.Search.Words;

/// <summary>The analysers of one search, a language each. Not for two threads at a time.</summary>
internal sealed class Analysers
{
    private readonly Dictionary<string, Analyser> _byLanguage = new(StringComparer.Ordinal);

    public Analyser Of(string language)
    {
        var primary = Analyser.Primary(language);
        if (!_byLanguage.TryGetValue(primary, out var analyser))
        {
            _byLanguage.Add(primary, analyser = new Analyser(primary));
        }

        return analyser;
    }
}
