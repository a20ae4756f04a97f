using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Read receipts of programs older than RFC 8098: a subject and a sentence, of which neither suffices.</summary>
internal static class ReceiptWords
{
    private const int MostCharacters = 2_000;

    private static readonly string[] Subjects =
    [
        "Read:", "Not read:", "Return Receipt", "Read receipt", "Gelesen:", "Ungelesen:", "Lu :", "Lu:", "Leído:", "Lida:", "Lido:", "Letto:",
        "Gelezen:", "Läst:", "Lest:", "Læst:", "Przeczytano:", "Прочитано:", "開封済み:", "已读:", "已讀:",
    ];

    private static readonly PhraseSet Sentences = new(
        "was read on", "was read at", "was deleted without being read", "was displayed on the recipient", "has been displayed", "was received by",
        "return receipt for the mail", "this is a return receipt", "wurde gelesen am",
        "wurde am", "ungelesen gelöscht", "a été lu le", "a été lu", "se ha leído", "foi lida em", "è stato letto", "is gelezen op", "lästes",
        "zostało przeczytane", "было прочитано", "開封されました");

    public static bool IsReceipt(Evidence mail) =>
        Array.Exists(Subjects, subject => mail.Subject.StartsWith(subject, StringComparison.OrdinalIgnoreCase))
        && Phrases.Flat(mail.Text, MostCharacters).Contains(Sentences);
}
