using System.Collections.Frozen;

namespace Helpdesk.EmailIngest.Reading.Replies;

internal enum HeaderLabel
{
    None,
    From,
    Date,
    To,
    Copy,
    Subject,

    /// <summary>Of a header block, but none that a block can be known by.</summary>
    Other,
}

/// <summary>"From", "Sent", "To" and "Subject" in the languages of Outlook, Apple Mail, Gmail and Lotus Notes.</summary>
internal static class HeaderLabels
{
    private const int LongestLabel = 30;

    private static readonly FrozenDictionary<string, HeaderLabel>.AlternateLookup<ReadOnlySpan<char>> Labels = All()
        .DistinctBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Label, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The label that a line such as "*From:* Name" begins with, and what follows it.</summary>
    public static (HeaderLabel Label, string Value) Of(string content)
    {
        var looked = content.AsSpan(0, Math.Min(content.Length, LongestLabel));
        var colon = looked.IndexOfAny(':', '：', '﹕');
        if (colon <= 0)
        {
            return (HeaderLabel.None, "");
        }

        return Labels.TryGetValue(looked[..colon].Trim(" *_"), out var label) ? (label, content[(colon + 1)..].Trim(' ', '*', '_')) : (HeaderLabel.None, "");
    }

    private static IEnumerable<(string Name, HeaderLabel Label)> All() =>
    [
        .. Named(
            HeaderLabel.From,
            "from|von|absender|de|expéditeur|van|afzender|da|mittente|remitente|remetente|från|avsändare|fra|afsender|avsender|lähettäjä|saatja|kellelt|no",
            "sūtītājs|nuo|siuntėjas|od|nadawca|odesílatel|odosielateľ|pošiljatelj|šalje|feladó|de la|expeditor|от|отправитель|подател|від|відправник|ад|από",
            "αποστολέας|kimden|gönderen|寄件者|寄件人|发件人|發件人|发信人|差出人|送信者|送信元|보낸 사람|보낸사람|보낸이|보내는 사람|发送人|từ|người gửi|dari|daripada|pengirim|จาก|מאת|من|المرسل|از",
            "द्वारा|igorlea|nork"),
        .. Named(
            HeaderLabel.Date,
            "sent|date|sent at|sent on|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|verzonden|verzonden op|inviato|inviata|inviato il|data",
            "enviado|enviada|enviado el|enviado em|enviada em|enviada el|enviat|fecha|fecha de envío|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|päivä",
            "saadetud|kuupäev|nosūtīts|datums|išsiųsta|wysłano|wysłane|odesláno|odoslané|dátum|poslano|poslato|elküldve|küldve|küldés dátuma|küldés ideje",
            "trimis|отправлено|отправлен|дата|дата отправки|изпратено|надіслано|відправлено|дасланы|στάλθηκε|εστάλη|ημερομηνία|gönderildi|gönderilme",
            "gönderme|gönderilen|tarih|寄件日期|傳送日期|传送日期|傳送時間|发送时间|發送時間|发送日期|日期|时间|時間|送信日時|送信日|日時|日付|보낸 날짜|날짜|보낸 시간|보낸날짜|đã gửi|ngày|ngày gửi|tanggal|dikirim",
            "terkirim|dihantar|วันที่|ส่ง|ส่งเมื่อ|נשלח|תאריך|تاريخ|التاريخ|تاريخ الإرسال|تم الإرسال|bidalia|noiz"),
        .. Named(
            HeaderLabel.To,
            "to|an|empfänger|à|a|pour|destinataire|aan|naar|per|destinatario|para|till|mottagare|til|modtager|mottaker|vastaanottaja|saaja|kellele|kam",
            "adresāts|do|komu|adresat|za|prejemnik|prima|címzett|către|catre|кому|получатель|до|одержувач|каму|προς|παραλήπτης|kime|alıcı|收件人|收件者|受信者|宛先",
            "받는 사람|받는사람|받은사람|đến|tới|người nhận|kepada|untuk|penerima|ถึง|אל|עבור|إلى|المستلم|به|nori"),
        .. Named(
            HeaderLabel.Copy,
            "cc|bcc|kopie|copie|copie à|copia|cópia|kopia|kopi|kopio|koopia|kopija|dw|udw|kopię|kópia|másolatot kap|másolat|копия|копія|κοιν|κοινοποίηση",
            "bilgi|抄送|副本|密件副本|參照|참조|숨은참조|đồng gửi|tembusan|สำเนา|עותק|نسخة|نسخة إلى|c.c|cci|ccn|cco|kópie"),
        .. Named(
            HeaderLabel.Subject,
            "subject|betreff|objet|sujet|onderwerp|betreft|oggetto|asunto|assunto|assumpte|ämne|emne|aihe|teema|temats|tēma|tema|temat|předmět|predmet|vec",
            "naslov|zadeva|tárgy|subiect|тема|относно|предмет|θέμα|konu|主题|主題|主旨|件名|題名|标题|標題|제목|chủ đề|tiêu đề|subjek|perihal|hal|หัวเรื่อง|เรื่อง|נושא",
            "الموضوع|موضوع|विषय|gaia|efni|pwnc"),
        .. Named(
            HeaderLabel.Other,
            "reply-to|reply to|replyto|antwort an|antworten an|répondre à|répondre a|beantwoorden|antwoord aan|rispondi a|risposta|responder a",
            "responder para|svar till|svara till|svar til|odpowiedz do|odpovědět|válaszcím|ответить|организация|organisation|organization|importance",
            "wichtigkeit|priorität|priority|attachments|anlagen|anhänge|pièces jointes|bijlagen|allegati|adjuntos|datos adjuntos|anexos|bifogade filer",
            "vedhæftede filer|załączniki|вложения|附件|添付ファイル|첨부 파일|ekler|liitteet|přílohy|resent-from|resent by|sensitivity|mailing list|mailinglist",
            "message-id|sender|ответ|категория"),
    ];

    private static IEnumerable<(string Name, HeaderLabel Label)> Named(HeaderLabel label, params string[] names) =>
        names.SelectMany(line => line.Split('|')).Select(name => (name, label));
}
