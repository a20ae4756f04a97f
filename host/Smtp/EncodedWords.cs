using System.Text;

namespace Helpdesk.Host.Smtp;

/// <summary>Text of headers that looks like an encoded word (RFC 2047) and isn't one.</summary>
internal static class EncodedWords
{
    /// <summary>So many bytes fit into one word of 75 characters, base64 and its frame included.</summary>
    private const int MostBytes = 45;

    /// <summary>
    /// The text as it is, to be encoded where that is needed; but where it holds <c>=?</c>, which readers would take for
    /// the beginning of an encoded word and decode, all of it in encoded words.
    /// </summary>
    public static string Protect(string text) => text.Contains("=?", StringComparison.Ordinal) ? string.Join(' ', Words(text)) : text;

    private static List<string> Words(string text)
    {
        var word = new List<byte>(MostBytes);
        Span<byte> bytes = stackalloc byte[4];
        var words = new List<string>();
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > MostBytes)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes[..length]);
        }

        words.Add(Word(word));
        return words;
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?b?{Convert.ToBase64String([.. bytes])}?=";
}
