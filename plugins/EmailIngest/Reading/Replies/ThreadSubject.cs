using System.Collections.Frozen;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Takes reply and forward prefixes of any language, list tags and ticket tokens off a subject.</summary>
internal static class ThreadSubject
{
    private const int LongestPrefix = 20;
    private const int LongestTag = 40;

    private static readonly FrozenDictionary<string, bool> IsForwardPrefix = Prefixes();

    /// <summary>The outermost prefix decides what the mail is.</summary>
    public static (string Thread, bool IsReply, bool IsForward) Of(string subject)
    {
        bool? isForward = null;
        var plain = WithoutTokens(Invisible.Without(subject));
        var rest = plain.AsSpan();
        while (true)
        {
            if (Prefix(rest) is { } prefix)
            {
                isForward ??= prefix.IsForward;
                rest = rest[prefix.Length..].TrimStart();
            }
            else if (Tag(rest) is { } tag)
            {
                rest = rest[tag..].TrimStart();
            }
            else
            {
                break;
            }
        }

        return (WithoutSuffix(rest, ref isForward).ToString(), isForward == false, isForward == true);
    }

    private static (int Length, bool IsForward)? Prefix(ReadOnlySpan<char> text)
    {
        var colon = text[..Math.Min(text.Length, LongestPrefix)].IndexOfAny(':', '：', '﹕');
        if (colon <= 0)
        {
            return null;
        }

        var word = WithoutCounter(text[..colon].TrimEnd());
        return IsForwardPrefix.TryGetValue(word.ToString().ToLowerInvariant(), out var isForward) ? (colon + 1, isForward) : null;
    }

    // "Re[2]:", "Re(2):", "Re^2:", "Re*2:", "Re2:".
    private static ReadOnlySpan<char> WithoutCounter(ReadOnlySpan<char> word)
    {
        var bare = word.TrimEnd(")]} ").TrimEnd("0123456789").TrimEnd("([{^*- ");
        return bare.IsEmpty ? word : bare;
    }

    /// <summary>"[list]" in front, if something else is left.</summary>
    private static int? Tag(ReadOnlySpan<char> text)
    {
        var close = text.Length > 0 && text[0] is '[' or '【' ? text[..Math.Min(text.Length, LongestTag)].IndexOfAny(']', '】') : -1;
        return close > 1 && close + 1 < text.Length ? close + 1 : null;
    }

    /// <summary>"[#123456]", "[Ticket#123456]", "(#123456)", wherever they stand.</summary>
    private static string WithoutTokens(string subject)
    {
        var kept = new StringBuilder(subject.Length);
        var rest = subject.AsSpan();
        for (var open = rest.IndexOfAny('[', '('); open >= 0; open = rest.IndexOfAny('[', '('))
        {
            var close = rest.Slice(open, Math.Min(rest.Length - open, LongestTag)).IndexOf(rest[open] == '[' ? ']' : ')');
            var isToken = close > 1 && IsToken(rest.Slice(open + 1, close - 1));
            kept.Append(isToken ? rest[..open].TrimEnd() : rest[..(open + 1)]).Append(isToken ? " " : "");
            rest = isToken ? rest[(open + close + 1)..].TrimStart() : rest[(open + 1)..];
        }

        return kept.Append(rest).ToString().Trim();
    }

    private static bool IsToken(ReadOnlySpan<char> inside)
    {
        var hash = inside.IndexOf('#');
        return hash >= 0 && inside[..hash].Count(' ') <= 2 && inside[(hash + 1)..].Trim() is var number
            && number.IndexOfAnyInRange('0', '9') >= 0 && number.IndexOf(' ') < 0;
    }

    // Some programs, and people, write "(fwd)" behind.
    private static ReadOnlySpan<char> WithoutSuffix(ReadOnlySpan<char> rest, ref bool? isForward)
    {
        foreach (var suffix in (string[])["(fwd)", "(fw)", "[fwd]"])
        {
            if (rest.Length > suffix.Length && rest.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                isForward ??= true;
                return rest[..^suffix.Length].TrimEnd();
            }
        }

        return rest;
    }

    private static FrozenDictionary<string, bool> Prefixes()
    {
        string[] replies =
        [
            "re|aw|antw|antwort|sv|vs|odp|ynt|yanıt|r|rif|res|resp|ré|rép|rep|réponse|vá|odg|odpověď|ats|atb|bls|balas|απ|σχετ|отв|ответ|на|ha|відп|отг|回复",
            "回覆|答复|答覆|回應|回应|答|回||返信|返|回信|회신|답장|답변|trả lời|השב|תגובה|رد|ردّ|svar|antwoord|reply|rsp|ตอบกลับ|răsp|ris|risposta|respuesta|resposta",
        ];
        string[] forwards =
        [
            "fw|fwd|forward|forwarded|wg|weiterleitung|rv|tr|transf|transfert|i|inoltro|enc|encaminhado|vb|vl|doorst|doorgest|pd|przekazanie|ilt|i̇lt|İlt",
            "továbbítás|továbbítva|tov|trs|terusan|fs|yml||πρθ|προωθ|пер|пересл|перенапр|转发|轉寄|轉發|转寄|转|轉|転送|転|전달|전송|chuyển tiếp|הועבר|إعادة توجيه|reenv",
            "reenviado|ส่งต่อ|pārs|persiųs|videresendt|vidarebefordrat|proslj|redirecționat",
        ];
        return Named(replies, isForward: false).Concat(Named(forwards, isForward: true)).DistinctBy(pair => pair.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, bool>> Named(string[] lines, bool isForward) =>
        lines.SelectMany(line => line.Split('|')).Select(prefix => KeyValuePair.Create(prefix, isForward));
}
