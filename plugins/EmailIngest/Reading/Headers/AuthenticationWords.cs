using System.Text;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>The words of an Authentication-Results field, by the semicolons between its results, without comments (RFC 5322 §3.2.2).</summary>
internal static class AuthenticationWords
{
    public static List<List<string>> Split(string field)
    {
        var (parts, word, depth, isQuoted) = (new List<List<string>> { new() }, new StringBuilder(), 0, false);
        for (var i = 0; i < field.Length; i++)
        {
            var c = field[i];
            if (c == '\\' && (isQuoted || depth > 0) && i + 1 < field.Length)
            {
                i++;
                word.Append(depth > 0 ? "" : field[i]);
            }
            else if (c == '"' && depth == 0)
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted)
            {
                word.Append(c);
            }
            else if (c is '(' or ')')
            {
                depth = Math.Max(0, depth + (c == '(' ? 1 : -1));
            }
            else if (depth == 0)
            {
                Take(c, parts, word);
            }
        }

        End(parts[^1], word);
        return parts;
    }

    private static void Take(char c, List<List<string>> parts, StringBuilder word)
    {
        if (c != ';' && !char.IsWhiteSpace(c))
        {
            word.Append(c);
            return;
        }

        // "header.d = example.org" is one word.
        var joins = word.Length == 0 || word[^1] == '=';
        if (!joins || c == ';')
        {
            End(parts[^1], word);
        }

        if (c == ';')
        {
            parts.Add([]);
        }
    }

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length == 0)
        {
            return;
        }

        var text = word.ToString();
        word.Clear();
        if (text[0] == '=' && words.Count > 0 && !words[^1].Contains('=', StringComparison.Ordinal))
        {
            words[^1] += text;
        }
        else
        {
            words.Add(text);
        }
    }
}
