using System.Collections.Frozen;
using WordSet = System.Collections.Frozen.FrozenSet<string>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>The words with which mail programs say, over a quote, who wrote it and when.</summary>
internal static class AttributionWords
{
    // "wrote" as Gmail, Apple Mail, Thunderbird, Outlook and mobile clients have it; one word is enough of phrases such as "heeft ... geschreven".
    private static readonly WordSet Verbs = Set(
        "wrote writes sent schrieb schrieben schreibt geschrieben schreef schrijft geschreven écrit ecrit écrivait scritto scrisse scriveva escribió",
        "escribio escribía escrito escreveu escrevia escriure escrit escribiu idatzi skrev skrifaði skreiv kirjoitti kirjutas rakstīja rašė parašė napisał",
        "napisała napisali pisze pisał napsal napsala napsali píše napísal napísala napisal napisala napisao piše napisa írta irta scris написал написала",
        "написали пишет писал писала пише написав напісаў написа напиша έγραψε έγραψαν yazdı yazdi yazmış viết menulis ditulis tulis shkroi skryf geskryf",
        "skribis scríobh ysgrifennodd كتب كتبت كتابة بواسطة כתב כתבה כתבו מאת نوشت लिखा գրել գրեց жазды yozdi");

    private static readonly string[] VerbsWithoutSpaces =
    [
        "書きました", "書いた", "書き込み", "のメール", "のメッセージ", "からのメール", "写道", "寫道", "写到", "寫到", "撰写", "撰寫", "编写", "来信", "작성", "쓴 글", "썼습니다", "쓰셨", "님의 메시지", "보낸 메일",
        "เขียน",
    ];

    // What stands before the date.
    private static readonly WordSet Leads = Set(
        "on at am le op el il em in în den d på pa kl vào vao w dnia dniu dne dňa v va pe la στις την τη ngày pada u dana у в на à a no o ב בתאריך في",
        "بتاريخ در tarih datums datum date data um im i ve ur az");

    private static readonly string[] LeadsWithoutSpaces = ["在", "于", "於", "เมื่อ"];

    // What stands before the name, where there is no verb (Horde and kin).
    private static readonly string[] Quoting =
    [
        "quoting ", "quoted from ", "zitat von ", "zitiere ", "citando ", "citation de ", "citat från ", "citat fra ", "citeren ", "citaat van ",
        "cytowanie ", "cytat ", "citace ", "citiranje ", "цитирую ", "цитата ", "mensaje citado por ", "selon ", "quoth ",
    ];

    private static readonly WordSet Prose = Set(
        "your my our his her their i we he she they it who which that what how ihr ihre ihrem unser unsere mein meine ich wir sie dass wie votre notre je",
        "nous vous comme nuestro nuestra mijn onze uw ik wij dat zoals vostro nostro vostra");

    private static readonly WordSet Particles = Set(
        "von van vom zu zur de der den des da di do dos das du del della la le el al bin ibn ter ten te of y e i och og und and via for at aus über from fra",
        "från");

    public static bool HasVerb(string text) => (Look(text) & LineSigns.Verb) != LineSigns.None;

    /// <summary>Whether there is a verb, and whether a person seems to tell of it rather than a program.</summary>
    public static LineSigns Look(string text)
    {
        var signs = HasOneOf(text, VerbsWithoutSpaces) ? LineSigns.Verb : LineSigns.None;
        var isVerbLast = false;
        foreach (var (start, length) in new Words(text))
        {
            var word = text.AsSpan(start, length);
            isVerbLast = IsVerb(word);
            signs |= isVerbLast ? LineSigns.Verb
                : IsOfAddress(text, start, length) ? LineSigns.None
                : IsProse(word) ? LineSigns.Prose
                : word is "the" ? LineSigns.Article
                : LineSigns.None;
        }

        return isVerbLast ? signs | LineSigns.VerbLast : signs;
    }

    public static bool StartsWithLead(string content, ReadOnlySpan<char> firstWord) =>
        Leads.Contains(firstWord) || Array.Exists(LeadsWithoutSpaces, lead => content.StartsWith(lead, StringComparison.Ordinal));

    public static bool StartsWithQuoting(string content) => Array.Exists(Quoting, words => content.StartsWith(words, StringComparison.OrdinalIgnoreCase));

    public static bool IsVerb(ReadOnlySpan<char> word) => Verbs.Contains(word);

    /// <summary>"IT" is a department, "It" may be a name; "I" is always somebody.</summary>
    public static bool IsProse(ReadOnlySpan<char> word) => (char.IsLower(word[0]) || word is "I") && Prose.Contains(word);

    public static bool IsParticle(ReadOnlySpan<char> word) => Particles.Contains(word);

    private static bool IsOfAddress(string text, int start, int length) =>
        (start > 0 && text[start - 1] is '@' or '.' or '-' or '_' or '<')
        || (start + length < text.Length && text[start + length] is '@' or '.' or '-' or '_');

    private static bool HasOneOf(string text, string[] parts)
    {
        foreach (var character in text)
        {
            if (character >= '\u0E00')
            {
                return Array.Exists(parts, part => text.Contains(part, StringComparison.Ordinal));
            }
        }

        return false;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        words.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
