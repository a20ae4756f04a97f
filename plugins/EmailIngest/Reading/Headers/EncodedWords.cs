using System.Globalization;
using System.Text;
using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>RFC 2047, as it is written and as it is broken: with spaces, without padding or end, with characters cut in two.</summary>
internal sealed class EncodedWords(TextDecoder decoder)
{
    private const int LongestCharset = 60;

    public string Decode(string text)
    {
        var next = text.IndexOf("=?", StringComparison.Ordinal);
        if (next < 0)
        {
            return text;
        }

        var (decoded, run, at) = (new StringBuilder(text.Length), new WordRun(decoder), 0);
        while (next >= 0)
        {
            if (Word.Parse(text, next) is not { } word)
            {
                next = text.IndexOf("=?", next + 2, StringComparison.Ordinal);
                continue;
            }

            var between = text.AsSpan(at, next - at);

            // §6.2: white space between two encoded words is none.
            if (!run.IsOpen || !between.IsWhiteSpace())
            {
                run.EndInto(decoded);
                decoded.Append(between);
            }

            run.Add(word, decoded);
            at = word.End;
            next = text.IndexOf("=?", at, StringComparison.Ordinal);
        }

        run.EndInto(decoded);
        return decoded.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Words of one character set in a row: a character may begin in one and end in the next, though §5 forbids it.</summary>
    private sealed class WordRun(TextDecoder decoder)
    {
        private readonly List<byte> _bytes = [];

        private string? _charset;

        public bool IsOpen => _charset is not null;

        public void Add(Word word, StringBuilder decoded)
        {
            if (_charset is not null && !_charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                EndInto(decoded);
            }

            _charset = word.Charset;
            _bytes.AddRange(word.Bytes);
        }

        public void EndInto(StringBuilder decoded)
        {
            if (_charset is not null)
            {
                decoded.Append(decoder.Decode(_bytes.ToArray(), _charset));
            }

            _charset = null;
            _bytes.Clear();
        }
    }

    private sealed record Word(string Charset, byte[] Bytes, int End)
    {
        /// <summary>Null if what begins here is no encoded word.</summary>
        public static Word? Parse(string text, int start)
        {
            var charset = text.AsSpan(start + 2);
            var length = charset[..Math.Min(charset.Length, LongestCharset)].IndexOf('?');
            var payload = start + 2 + length + 3;
            if (length <= 0 || payload > text.Length || text[payload - 1] != '?' || text.AsSpan(start + 2, length).ContainsAny(' ', '\t', '\n'))
            {
                return null;
            }

            var end = text.IndexOf("?=", payload, StringComparison.Ordinal);
            var isCut = end < 0;
            end = isCut ? text.Length : end;
            var content = text.AsSpan(payload, end - payload);
            if (content.Contains("=?", StringComparison.Ordinal) || (isCut && content.ContainsAny(' ', '?')))
            {
                return null;
            }

            var bytes = text[payload - 2] is 'b' or 'B' ? Base64(content) : text[payload - 2] is 'q' or 'Q' ? Quoted(content) : null;
            return bytes is null ? null : new Word(charset[..length].ToString(), bytes, isCut ? end : end + 2);
        }

        private static byte[]? Base64(ReadOnlySpan<char> content)
        {
            var clean = new StringBuilder(content.Length + 3);
            foreach (var c in content)
            {
                if (!char.IsWhiteSpace(c) && c != '=')
                {
                    clean.Append(c);
                }
            }

            // A single letter over is half a byte, and no byte.
            clean.Length -= clean.Length % 4 == 1 ? 1 : 0;
            clean.Append('=', (4 - (clean.Length % 4)) % 4);
            var decoded = new byte[clean.Length];
            return Convert.TryFromBase64String(clean.ToString(), decoded, out var length) ? decoded[..length] : null;
        }

        private static byte[] Quoted(ReadOnlySpan<char> content)
        {
            var bytes = new List<byte>(content.Length);
            for (var i = 0; i < content.Length; i++)
            {
                if (content[i] == '=' && i + 2 < content.Length && char.IsAsciiHexDigit(content[i + 1]) && char.IsAsciiHexDigit(content[i + 2]))
                {
                    bytes.Add(byte.Parse(content.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 2;
                }
                else if (content[i] == '_')
                {
                    bytes.Add((byte)' ');
                }
                else
                {
                    bytes.AddRange(Encoding.UTF8.GetBytes(content[i].ToString()));
                }
            }

            return [.. bytes];
        }
    }
}
