using System.Text;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>What a page says about its own characters, where the mail says nothing (WHATWG HTML §13.2.3.2).</summary>
internal static class PageCharset
{
    private const int MostBytes = 4_096;

    private const int LongestName = 40;

    public static string? Find(ReadOnlySpan<byte> page)
    {
        var tags = new TagScanner(Encoding.Latin1.GetString(page[..Math.Min(page.Length, MostBytes)]));
        while (tags.Next())
        {
            if (tags.Name.Equals("meta", StringComparison.OrdinalIgnoreCase) && In(tags.Attributes) is { } charset)
            {
                return charset;
            }
        }

        return null;
    }

    private static string? In(ReadOnlySpan<char> attributes)
    {
        var scanner = new AttributeScanner(attributes);
        while (scanner.Next())
        {
            if (scanner.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
            {
                return Named(scanner.Value);
            }

            if (scanner.Name.Equals("content", StringComparison.OrdinalIgnoreCase) && scanner.Value.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) is var at and >= 0)
            {
                return Named(scanner.Value[(at + 8)..]);
            }
        }

        return null;
    }

    private static string? Named(ReadOnlySpan<char> value)
    {
        var end = value.IndexOfAny(" ;,\"'");
        var name = end < 0 ? value : value[..end];
        return name.Length is > 0 and <= LongestName ? name.ToString() : null;
    }
}
