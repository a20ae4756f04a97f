using System.Text;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>Attributes as they were, each well formed: whoever reads the page decides which of them mean anything.</summary>
internal static class TagAttributes
{
    private const int Most = 50;

    private const int Longest = 2_000;

    /// <summary>An image may be in the address itself.</summary>
    private const int LongestSource = 1_000_000;

    public static void Write(ReadOnlySpan<char> attributes, StringBuilder html)
    {
        var scanner = new AttributeScanner(attributes);
        var count = 0;
        while (scanner.Next() && ++count <= Most)
        {
            var most = scanner.Name.Equals("src", StringComparison.OrdinalIgnoreCase) ? LongestSource : Longest;
            if (scanner.Value.Length <= most && !scanner.Name.ContainsAny("\"'<>="))
            {
                html.Append(' ').Append(scanner.Name).Append("=\"").Append(scanner.Value.ToString().Replace("\"", "&quot;", StringComparison.Ordinal)).Append('"');
            }
        }
    }
}
