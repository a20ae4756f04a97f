using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Headers by name; a mail may have one several times, in any case.</summary>
internal sealed class HeaderValues(HeaderList headers)
{
    private const int MostHeaders = 2_000;

    private const int MostCharacters = 1_000;

    private const int MostKeyword = 40;

    /// <summary>Decoded only when somebody asks: of dozens of headers a few decide.</summary>
    private readonly ILookup<string, Header> _headers = headers.Take(MostHeaders).ToLookup(static header => header.Field, StringComparer.OrdinalIgnoreCase);

    /// <summary>For whoever wants no more than one of them.</summary>
    public static string? First(HeaderList headers, string name) =>
        headers.Take(MostHeaders).FirstOrDefault(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } header ? Value(header) : null;

    /// <summary>Null where it is not there.</summary>
    public string? First(string name) => _headers[name].FirstOrDefault() is { } header ? Value(header) : null;

    public IEnumerable<string> All(string name) => _headers[name].Select(Value);

    public bool Has(string name) => _headers.Contains(name);

    /// <summary>The first word: <c>auto-replied</c> of <c>auto-replied (vacation); owner-email="x"</c>.</summary>
    public static string Keyword(string value)
    {
        var trimmed = value.AsSpan().Trim();
        var end = trimmed.IndexOfAny(" ;(,\t");
        return trimmed[..Math.Min(end < 0 ? trimmed.Length : end, MostKeyword)].ToString().ToLowerInvariant();
    }

    private static string Value(Header header) => Phrases.Flat(header.Value ?? "", MostCharacters);
}
