using System.Collections.Frozen;
using System.Text;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>
/// Whether a message says thanks and nothing else (LM19). It opens a ticket again like any other, since nobody can be sure of it; staff are told, so that they may close it at once.
/// </summary>
internal static class Courtesy
{
    private const int Longest = 300;
    private const int MostWords = 24;

    private static readonly FrozenSet<string> Thanks = Words("thanks thank thankyou thx ty bedankt dank dankjewel dankuwel merci danke");

    /// <summary>What people say around it.</summary>
    private static readonly FrozenSet<string> Around = Words(
        "you u very much so a lot many again for your the quick fast prompt kind help support reply answer response assistance it that this works working worked now is was fine good great perfect all well and have nice day weekend "
        + "regards best wishes cheers ok okay solved resolved fixed done awesome excellent super wonderful hi hello dear team appreciated greatly yes "
        + "je jij jullie wel hartelijk heel erg veel voor de het snelle hulp reactie antwoord ondersteuning werkt weer nu prima top opgelost fijne mooie dag en met vriendelijke groet groeten beste hallo gedaan goed dit is "
        + "beaucoup bien pour votre ton aide réponse rapide support l le la ça ca cela marche fonctionne maintenant à a nouveau parfait super bonne journée et cordialement bonjour résolu tout est "
        + "vielen herzlichen für die schnelle hilfe antwort unterstützung es funktioniert jetzt wieder alles gut schönen tag und mit freundlichen grüßen grüße hallo");

    /// <summary>Words that would pass for a name at the beginning of a sentence, and turn what is said.</summary>
    private static readonly FrozenSet<string> Against = Words(
        "no not but however still nothing unfortunately nee niet geen maar echter helaas nog steeds non pas mais rien cependant toujours malheureusement hélas nein nicht kein aber leider noch immer nichts");

    /// <summary>Where words have no spaces between them, whole wordings are taken away; the longest first.</summary>
    private static readonly string[] Unspaced =
    [
        "本当にありがとうございました", "どうもありがとうございました", "ありがとうございました", "どうもありがとうございます", "ありがとうございます", "ありがとう", "お世話になっております", "よろしくお願いいたします", "よろしくお願いします",
        "助かりました", "解決しました", "解決いたしました", "承知しました", "了解しました", "確認しました", "無事に", "おかげさまで", "早速の", "ご対応", "ご返信", "ご回答", "いただき", "頂き",
    ];

    private static readonly string[] UnspacedThanks = ["ありがとう", "助かりました"];

    public static bool IsOne(string text)
    {
        if (text.Length > Longest || text.AsSpan().IndexOfAny('?', '？') >= 0)
        {
            return false;
        }

        var rest = Unspaced.Aggregate(text, static (left, wording) => left.Replace(wording, " ", StringComparison.Ordinal));
        var (count, unknown, hasThanks) = (0, 0, Array.Exists(UnspacedThanks, wording => text.Contains(wording, StringComparison.Ordinal)));
        foreach (var word in Split(rest))
        {
            var small = word.ToLowerInvariant();
            hasThanks |= Thanks.Contains(small);
            if (++count > MostWords || Against.Contains(small) || (!Thanks.Contains(small) && !Around.Contains(small) && !(char.IsUpper(word[0]) && ++unknown <= 2)))
            {
                return false;
            }
        }

        return hasThanks;
    }

    /// <summary>A name or two is part of it; a word in small letters that is none of these says something.</summary>
    private static List<string> Split(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var character in text.Append(' '))
        {
            if (char.IsLetterOrDigit(character))
            {
                word.Append(character);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
