using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>"Sent from my iPhone" and kin: lines that a program adds.</summary>
internal static class DeviceLines
{
    private const int LongestLine = 200;
    private const int LongestWords = 110;

    private static readonly PhraseSet Devices = new(
        "iphone", "ipad", "ipod", "apple watch", "macbook", "android", "blackberry", "samsung", "galaxy", "htc", "nokia", "lumia", "huawei", "xiaomi",
        "redmi", "oneplus", "oppo", "vivo", "pixel", "nexus", "motorola", "moto ", "alcatel", "sony", "xperia", "windows phone", "windows mail",
        "windows 1", "windows 8", "windows 7", "surface", "outlook", "hotmail", "mailbox", "airmail", "yahoo", "aol", "gmail", "k-9", "thunderbird",
        "postbox", "spark", "proton", "tutanota", "tuta", "fastmail", "zoho", "mailspring", "mail for windows", "bluemail", "typeapp", "aqua mail",
        "verizon", "t-mobile", "vodafone", "telekom", "at&t", "sprint", "ti-8", "palm", "symbian", "smartphone", "mobile", "mobil", "handy", "tablet",
        "phone", "cell", "handheld", "handset", "device", "téléphone", "telefon", "telefoon", "teléfono", "telefone", "móvil", "celular", "móvel",
        "telemóvel", "cellulare", "kännykk", "puhelim", "телефон", "смартфон", "мобильн", "планшет", "κινητό", "携帯", "スマートフォン", "스마트폰", "휴대폰", "手机", "手機",
        "网易", "qq邮箱", "foxmail", "mail.ru", "почт", "gmx", "web.de", "freenet", "libero", "laposte", "free mobile", "superhuman", "hey.com", "missive");

    private static readonly string[] Beginnings =
    [
        "sent from", "sent via", "sent with", "sent by", "sent using", "sent on", "sent wirelessly", "sent securely from", "this message was sent from my",
        "this message was sent using", "this email was sent from my", "this e-mail was sent from my", "get outlook", "download outlook", "get bluemail",
        "typed on my", "written on my", "gesendet von", "gesendet mit", "gesendet über", "gesendet vom", "diese nachricht wurde von meinem",
        "diese nachricht wurde mit", "diese e-mail wurde von meinem", "diese mail wurde von meinem", "holen sie sich outlook", "verschickt mit", "envoyé de",
        "envoyé sans fil", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé via", "obtenez outlook", "télécharger outlook", "verzonden met",
        "verzonden vanaf", "verzonden via", "verstuurd vanaf", "verstuurd met", "verstuurd via", "outlook voor ios downloaden", "enviado desde",
        "enviado con", "enviado a través", "enviado por", "enviado do", "enviado de", "enviado com", "enviado através", "enviado via", "obtener outlook",
        "obter outlook", "obtenha o outlook", "enviat des", "inviato da", "inviato dal", "inviato con", "inviato tramite", "scarica outlook",
        "ottieni outlook", "skickat från", "skickat med", "skickat via", "skickades från", "hämta outlook", "sendt fra", "sendt med", "sendt via",
        "hent outlook", "få outlook", "sent frá", "lähetetty", "hanki outlook", "saadetud", "wysłane z", "wysłano z", "wysłane za", "pobierz outlook",
        "pobierz program outlook", "odesláno z", "odesláno pomocí", "odesláno", "odoslané z", "odoslané", "získejte outlook", "poslano z", "poslano s",
        "poslano iz", "poslato sa", "elküldve", "küldve", "trimis de", "trimis din", "изпратено от", "отправлено с", "отправлено из", "отправлено от",
        "отправлено через", "отправлено", "послано с", "надіслано з", "відправлено з", "пошлано", "στάλθηκε από", "εστάλη από", "gönderildi", "dikirim dari",
        "dikirim daripada", "gửi từ", "được gửi từ", "ส่งจาก", "נשלח מ", "أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "从我的", "從我的", "发自我的", "發自我的",
        "发自", "發自", "发送自", "來自我的", "来自我的", "iphoneから", "dërguar", "nosūtīts no", "išsiųsta iš",
    ];

    // Without a verb they may begin a sentence: only the shortest are no more than that.
    private static readonly string[] ShortBeginnings =
    [
        "from my", "via my", "von meinem", "von meiner", "vom", "de mon", "depuis mon", "desde mi", "do meu", "dal mio", "vanaf mijn", "från min", "fra min",
        "von unterwegs",
    ];

    // Programs against viruses put their lines even below the quote.
    private static readonly string[] Checked =
    [
        "this email", "this e-mail", "this message", "virus-free", "diese e-mail", "diese mail", "diese nachricht", "virenfrei", "cet e-mail", "cet email",
        "ce message", "garanti sans virus", "l'absence de virus", "este correo", "este mensaje", "libre de virus", "este e-mail", "este email",
        "esta mensagem", "livre de vírus", "questa e-mail", "questa email", "questo messaggio", "privo di virus", "deze e-mail", "dit bericht", "virusvrij",
        "det här e-postmeddelandet", "denne e-mail", "denne e-posten", "virusfri", "tämä sähköposti", "ta wiadomość", "wolny od wirusów", "tento e-mail",
        "tato zpráva", "ez az e-mail", "это письмо", "данное сообщение", "bu e-posta", "www.avast.com", "www.avg.com",
    ];

    private static readonly PhraseSet Scanners = new(
        "virus", "viren", "vírus", "wirus", "вирус", "avast", "avg");

    private static readonly string[] Endings =
    [
        "gesendet", "geschickt", "から送信", "から送信しました", "から送られた", "から送信されました", "から送信されたメール", "より送信", "傳送", "传送", "发送", "發送", "에서 보냄", "에서 보낸 메일", "에서 전송됨",
        "에서 발송", "gönderildi", "gönderilmiştir", "gönderdim", "from mobile", "from phone", "from my phone", "küldve", "lähetetty", "verzonden", "verstuurd",
        "iphonesta", "ipadista", "puhelimesta", "androidista",
    ];

    private static readonly string[] People = ["ich", "wir", "i", "we"];

    public static bool Is(string content)
    {
        if (content.Length is < 6 or > LongestLine)
        {
            return false;
        }

        var words = WithoutLinks(content).Trim('(', ')', '<', '>', '[', ']', '*', '_', '-', '—', '–', '.', '!', ' ', '~', '"', '「', '」');
        return words.Length <= LongestWords && !IsOfPerson(words)
            && (IsOfScanner(content)
                || (words.StartsWith("sent from my ", StringComparison.OrdinalIgnoreCase) && words.Length <= 60)
                || (Devices.IsIn(words) && (StartsWithOneOf(words, Beginnings) || IsShort(words) || EndsWithOneOf(words))));
    }

    private static bool IsOfScanner(string content) => Scanners.IsIn(content)
        && (StartsWithOneOf(content, Checked) || content.StartsWith("https://www.av", StringComparison.Ordinal)
            || content.StartsWith("http://www.av", StringComparison.Ordinal));

    // "Ich habe es von meinem iPhone gesendet" is an answer.
    private static bool IsOfPerson(string words) =>
        words.EndsWith('?') || StartsWithOneOf(words, People);

    // "Get [Outlook for Android](https://...)", "for iOS<https://...>".
    private static string WithoutLinks(string words)
    {
        for (var link = words.IndexOf("http", StringComparison.OrdinalIgnoreCase); link > 0; link = words.IndexOf("http", StringComparison.OrdinalIgnoreCase))
        {
            var end = words.AsSpan(link).IndexOfAny(" >)");
            words = string.Concat(words.AsSpan(0, link).TrimEnd("<(["), end < 0 ? "" : words.AsSpan(link + end + 1));
        }

        return words.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
    }

    private static bool IsShort(string words) => words.Count(character => character == ' ') <= 3 && StartsWithOneOf(words, ShortBeginnings);

    private static bool StartsWithOneOf(string words, string[] beginnings) =>
        Array.Exists(beginnings, beginning => words.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
            && (words.Length == beginning.Length || !char.IsAsciiLetter(words[beginning.Length]) || !char.IsAsciiLetter(beginning[^1])));

    private static bool EndsWithOneOf(string words) =>
        words.Length <= 70 && Array.Exists(Endings, ending => words.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
