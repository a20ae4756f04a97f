using System.Text;
using System.Text.RegularExpressions;

namespace Helpdesk.Host.Tests.Corpus;

/// <summary>What the desk promises about text, said once more and in other words than the desk's own code.</summary>
internal static partial class Promise
{
    /// <summary>NUL and each half of a surrogate pair become U+FFFD; all else stays, to the character.</summary>
    public static string Body(string text) => LostCharacter().Replace(text, "\uFFFD");

    /// <summary>A subject is one line: each line break, each other control character and each that turns the direction becomes a space, and the ends are trimmed.</summary>
    public static string Subject(string text) => Control().Replace(LineBreak().Replace(Body(text), " "), " ").Trim();

    /// <summary>What HTML and mail do to every text: they know one kind of line break (HTML standard §13.2.3.5, RFC 2046 §4.1.1).</summary>
    public static string Lines(string text) => ReturnsAndFeeds().Replace(text, "\n");

    /// <summary>A string of JSON in which every character is escaped, halves of surrogate pairs included, which no serializer writes.</summary>
    public static string Json(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var unit in text)
        {
            json.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return json.Append('"').ToString();
    }

    [GeneratedRegex(@"\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LostCharacter();

    [GeneratedRegex(@"\r\n|[\r\n\f\u0085\u2028\u2029]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"[\p{Cc}\u202A-\u202E\u2066-\u2069]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Control();

    [GeneratedRegex(@"\r\n|\r", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ReturnsAndFeeds();
}
