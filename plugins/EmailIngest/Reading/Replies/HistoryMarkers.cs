using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Replies;

internal enum HistoryMarker
{
    None,

    /// <summary>A line of dashes, underscores or the like and nothing else.</summary>
    Rule,

    /// <summary>"-----Original Message-----".</summary>
    Original,

    /// <summary>"---------- Forwarded message ----------", "Begin forwarded message:".</summary>
    Forwarded,

    /// <summary>"Reply above this line", ours or another desk's.</summary>
    ReplyAbove,
}

/// <summary>Recognises the lines that mail programs and help desks put over what was written before.</summary>
internal static class HistoryMarkers
{
    private const int LongestMarker = 160;

    // Beginnings of words, so that endings don't matter ("Weitergeleitete Nachricht", "weitergeleiteten").
    private static readonly PhraseSet Forwarding = new(
        "forwarded", "weitergeleitet", "transféré", "transfere", "réexpédié", "transmis", "doorgestuurd", "doorgezonden", "reenviad", "remitido", "inoltrat",
        "encaminhad", "reencaminhad", "vidarebefordra", "vidaresän", "videresend", "videresendt", "välitet", "edelleenlähet", "lähetetty edelleen", "przekaz",
        "przesłan", "przesyłan", "přeposl", "přeposíl", "předan", "preposl", "preposiel", "továbbít", "redirecți", "redirecţ", "redirectat", "retransmis",
        "înaintat", "proslijeđ", "proslijed", "prosljeđ", "prosleđ", "posredovan", "пересыла", "пересла", "перенаправ", "переадрес", "перадрас", "препрат",
        "прослед", "προωθ", "iletil", "yönlendir", "転送", "转发", "转寄", "轉寄", "轉發", "전달", "chuyển tiếp", "ส่งต่อ", "diteruskan", "terusan", "הועבר", "להעברה",
        "معاد توجيه", "المعاد توجيه", "تمت إعادة", "edastatud", "pārsūt", "persiųst", "birbidali", "áframsen", "ymlaen");

    private static readonly PhraseSet Originals = new(
        "original", "ursprünglich", "urspruenglich", "ursprungligt", "origine", "originale", "oorspronkelijk", "oprindelig", "opprinnelig", "alkuperäinen",
        "oryginaln", "pierwotn", "původní", "pôvodn", "izvorn", "izvirn", "originaln", "eredeti", "исходн", "оригинал", "первоначальн", "початков", "вихідн",
        "арыгінал", "αρχικό", "πρωτότυπο", "orijinal", "özgün", "asıl", "原始", "原邮件", "邮件原件", "原文", "元の", "원본", "gốc", "ต้นฉบับ", "asli", "asal", "המקורית",
        "מקורית", "הודעה מקורית", "الأصلية", "algne", "originaal", "sākotnēj", "oriģināl", "pradin", "jatorrizko", "alkuperäi", "previous message",
        "vorherige nachricht", "message précédent", "mensaje anterior", "mensagem anterior", "messaggio precedente", "vorig bericht", "reply message",
        "reply separator", "quoted text", "quoted message", "回复的原邮件", "회신 원본");

    private static readonly PhraseSet ReplyAbove = new(
        "reply above this line", "reply above the line", "reply above this", "reply over this line", "type your reply above", "write your reply above",
        "your reply above this", "write above this line", "respond above this line", "type your response above", "enter your reply above",
        "answer above this line", "add your comment above", "do not write below this line", "do not edit below this line", "antworten sie oberhalb",
        "antwort oberhalb", "oberhalb dieser linie", "oberhalb dieser zeile", "über dieser linie", "über dieser zeile", "über diese linie",
        "über diese zeile", "répondez au-dessus", "répondre au-dessus", "au-dessus de cette ligne", "au dessus de cette ligne", "ci-dessus de cette ligne",
        "boven deze regel", "boven deze lijn", "por encima de esta línea", "por encima de esta linea", "encima de esta línea", "sobre esta línea",
        "sopra questa riga", "sopra questa linea", "al di sopra di questa", "acima desta linha", "acima dessa linha", "ovanför denna rad",
        "ovanför den här raden", "ovanför denna linje", "over denne linje", "over denne linjen", "tämän rivin yläpuol", "tämän viivan yläpuol",
        "powyżej tej linii", "ponad tą linią", "nad tento řádek", "nad tímto řádkem", "nad týmto riadkom", "nad tento riadok", "e sor fölé", "e vonal fölé",
        "ezen vonal fölé", "deasupra acestei linii", "выше этой строки", "над этой строкой", "над этой линией", "вище цього рядка", "над цим рядком",
        "bu satırın üst", "bu çizginin üst", "この行より上", "この線より上", "この行の上", "在此行上方", "在此线上方", "请在此行以上", "請在此行上方", "在這行之上", "이 줄 위", "이 선 위",
        "phía trên dòng này", "di atas baris ini", "iznad ove linije", "iznad ovog reda", "nad to vrstico", "πάνω από αυτή τη γραμμή", "מעל שורה זו",
        "מעל קו זה", "فوق هذا السطر");

    // What such a line speaks of. "--- Original configuration ---" is a heading of somebody's own.
    private static readonly PhraseSet Letters = new(
        "messag", "mail", "nachricht", "bericht", "mensaje", "messaggi", "mensagem", "missatge", "mezu", "meddelande", "brev", "meddelelse", "melding",
        "besked", "viesti", "wiadomo", "list", "zpráv", "správ", "poruk", "sporočil", "üzenet", "levél", "сообщени", "письм", "повідомлен", "лист",
        "съобщени", "порук", "порака", "паведамлен", "ліст", "mesaj", "ileti", "posta", "邮件", "郵件", "信件", "信息", "メッセージ", "メール", "메시지", "메일", "편지", "μήνυμα",
        "thư", "tin nhắn", "pesan", "הודעה", "דוא", "رسالة", "الرسالة", "ข้อความ", "kiri", "sõnum", "ziņojum", "vēstul", "laišk", "žinut", "pranešim",
        "skeyti", "póst", "neges", "separator", "appointment", "termin", "forwarded by", "weitergeleitet von", "transféré par", "doorgestuurd door",
        "reenviado por", "inoltrato da", "encaminhado por", "vidarebefordrat av", "videresendt af", "videresendt av", "przesłane przez", "text");

    private static readonly char[] Frame = [' ', '*', '_', '-', '—', '–', '=', '#', '~', '+', '|', '─', '━'];

    /// <param name="IsCertain">Enough by itself; otherwise a header block or a quote has to follow.</param>
    public static (HistoryMarker Kind, bool IsCertain) Of(string content)
    {
        var bare = content.Length > LongestMarker ? "" : content.Trim(Frame);
        if (bare.Length == 0)
        {
            return (IsRule(content) ? HistoryMarker.Rule : HistoryMarker.None, true);
        }

        var framed = IsFramed(content, bare);
        if (HasReplyAbove(bare, framed))
        {
            return (HistoryMarker.ReplyAbove, true);
        }

        if (bare.Length > 100 || (!framed && bare[^1] is not (':' or '：')))
        {
            return (HistoryMarker.None, true);
        }

        return HasWordOf(bare, Forwarding) ? (HistoryMarker.Forwarded, framed && Letters.IsIn(bare))
            : framed && bare.Length <= 60 && HasWordOf(bare, Originals) ? (HistoryMarker.Original, Letters.IsIn(bare))
            : (HistoryMarker.None, true);
    }

    /// <summary>Whether dashes or the like stand on both sides, or many in front.</summary>
    private static bool IsFramed(string content, string bare)
    {
        var before = content.IndexOf(bare, StringComparison.Ordinal);
        var dashesBefore = content.AsSpan(0, before).Trim(" *").Length;
        return dashesBefore >= 4 || (dashesBefore >= 2 && content.Length - before - bare.Length >= 2);
    }

    // Where it is no line of its own it may be a sentence about such lines.
    private static bool HasReplyAbove(string bare, bool framed)
    {
        if (!framed && bare.Length > 70)
        {
            return false;
        }

        var at = ReplyAbove.IndexIn(bare);
        return at >= 0 && (framed || at <= 12);
    }

    private static bool HasWordOf(string bare, PhraseSet stems)
    {
        var at = stems.IndexIn(bare);
        return at == 0 || (at > 0 && (!char.IsLetter(bare[at - 1]) || bare[at] >= '\u0590'));
    }

    private static bool IsRule(string content)
    {
        var length = 0;
        foreach (var character in content)
        {
            if (character is '-' or '_' or '=' or '*' or '~' or '─' or '━' or '—' or '–' or '#')
            {
                length++;
            }
            else if (character != ' ')
            {
                return false;
            }
        }

        return length >= 3;
    }
}
