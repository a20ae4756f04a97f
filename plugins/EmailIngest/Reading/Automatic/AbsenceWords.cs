using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Automatic answers that no header marks. Only subjects that people do not write are believed alone; all others want a second sign.</summary>
internal static class AbsenceWords
{
    private const int MostCharacters = 1_500;

    /// <summary>What mail programs put before the subject that they answer.</summary>
    private static readonly string[] Prefixes =
    [
        "Automatic reply", "Auto reply", "Auto-reply", "Autoreply", "Auto response", "Auto-response", "Autoresponse", "Automatic response",
        "Automated reply", "Automated response",
        "Out of Office AutoReply", "Out of Office Auto-Reply", "Vacation reply", "Vacation response",
        "Automatische Antwort", "Automatische Abwesenheitsnotiz", "Abwesenheitsnotiz", "Abwesenheitsnachricht", "Abwesenheitsmeldung",
        "Abwesenheitsbenachrichtigung",
        "Réponse automatique", "Réponse d'absence", "Respuesta automática", "Risposta automatica", "Resposta automática", "Resposta automàtica",
        "Automatisch antwoord", "Automatische reactie",
        "Afwezigheidsbericht", "Automatiskt svar", "Autosvar", "Automatisk svar", "Fraværsmelding", "Automaattinen vastaus", "Poissaoloilmoitus",
        "Poissaoloviesti", "Odpowiedź automatyczna",
        "Automatyczna odpowiedź", "Autoodpowiedź", "Automatická odpověď", "Automatická odpoveď", "Automatikus válasz", "Răspuns automat",
        "Автоматический ответ", "Автоответ",
        "Автоматична відповідь", "Автоматичен отговор", "Αυτόματη απάντηση", "Otomatik yanıt", "Otomatik cevap", "Samodejni odgovor",
        "Automatski odgovor", "Аутоматски одговор", "Automaatvastus",
        "Automātiskā atbilde", "Automatinis atsakymas", "Balasan otomatis", "Balasan automatik", "Trả lời tự động", "תשובה אוטומטית", "رد تلقائي",
        "پاسخ خودکار", "ตอบกลับอัตโนมัติ",
        "自动答复", "自动回复", "自動回覆", "自動回復", "自動応答", "自動返信", "不在通知", "자동 회신", "자동 응답", "자동회신",
    ];

    /// <summary>What people who set up an answer of their own write, and people who write of their holidays.</summary>
    private static readonly string[] Weak =
    [
        "Out of office", "Out of the office", "OOO", "OOF", "Away from", "Away until", "I am away", "I'm away", "On vacation", "On holiday",
        "On leave", "Annual leave", "Maternity leave", "Vacation", "Holiday",
        "Abwesenheit", "Abwesend", "Nicht im Büro", "Urlaub", "Ich bin im Urlaub", "Absence", "Absent", "Absence du bureau", "En congé",
        "En vacances", "Fuera de la oficina", "Ausencia", "Ausente", "De vacaciones",
        "Fuori sede", "Fuori ufficio", "Assenza", "In ferie", "Fora do escritório", "Ausência", "Ausente do escritório", "Afwezig", "Niet aanwezig",
        "Frånvaro", "Frånvarande", "Fravær", "Ikke på kontoret", "Poissa",
        "Nieobecność", "Poza biurem", "Nepřítomnost", "Mimo kancelář", "Távollét", "Вне офиса", "Отсутствие на работе", "В отпуске", "Ofis dışında",
        "不在", "休暇", "外出", "부재중",
    ];

    private static readonly PhraseSet Texts = new(
        "out of the office", "out of office", "away from the office", "currently away", "i am away", "i'm away", "on vacation", "on holiday",
        "on annual leave", "on leave until", "on maternity leave", "limited access to email",
        "limited access to my email", "no access to email", "will be back on", "will return on", "upon my return", "when i return", "automatic reply",
        "automated reply", "automated response", "auto-reply",
        "nicht im büro", "nicht im haus", "im urlaub", "bin abwesend", "bin ich abwesend", "außer haus", "ausser haus", "wieder im büro",
        "wieder erreichbar", "wird nicht weitergeleitet",
        "absent du bureau", "absente du bureau", "je suis absent", "actuellement absent", "en congé", "de retour le", "fuera de la oficina",
        "estoy de vacaciones", "estaré ausente", "fuori ufficio", "fuori sede", "sono assente",
        "in ferie", "fora do escritório", "estou ausente", "estou de férias", "ben afwezig", "niet aanwezig", "niet op kantoor", "inte på kontoret",
        "på semester", "ikke på kontoret", "på ferie", "lomalla", "nie ma mnie w biurze",
        "jestem nieobecn", "jsem mimo kancelář", "dovolen", "нахожусь в отпуске", "отсутствую", "вне офиса", "ofis dışında", "不在にして", "不在です", "休暇",
        "休假", "不在办公室", "부재중", "휴가");

    public static string? Sign(Evidence mail)
    {
        var subject = WithoutTags(mail.Subject);
        if (Array.Find(Prefixes, prefix => Begins(subject, prefix)) is { } known)
        {
            return $"subject: {known.ToLowerInvariant()}";
        }

        return Array.Find(Weak, prefix => Begins(subject, prefix)) is { } absence && Answers(mail) && Phrases.Flat(mail.Text, MostCharacters).Contains(Texts)
            ? $"subject: {absence.ToLowerInvariant()}"
            : null;
    }

    /// <summary>A person who answers puts "Re:" before the subject; an answering program that does not names the mail all the same.</summary>
    private static bool Answers(Evidence mail) =>
        mail.Sender.Standing >= Standing.Program || mail.Headers.Has("In-Reply-To") || mail.Headers.Has("References")
        || mail.Headers.Has("X-Auto-Response-Suppress");

    /// <summary>"Automatic reply: holidays", but not "Automatic reply does not work".</summary>
    private static bool Begins(string subject, string prefix)
    {
        if (!subject.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = subject.AsSpan(prefix.Length).TrimStart();
        return rest.IsEmpty || rest[0] is ':' or '：' or '(' or '[' or '|' || (rest[0] is '-' or '–' or '—' && rest.Length > 1 && rest[1] == ' ');
    }

    /// <summary>Gateways put "[EXTERNAL]" before everything.</summary>
    private static string WithoutTags(string subject)
    {
        for (var tags = 0; tags < 3 && subject.StartsWith('['); tags++)
        {
            var end = subject.IndexOf(']', StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            subject = subject[(end + 1)..].TrimStart();
        }

        return subject;
    }
}
