using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>How delivery systems say that a mail did not arrive. They count only from senders that may be delivery systems.</summary>
internal static class FailureWords
{
    public static readonly PhraseSet Subjects = new(
        "undeliverable", "undelivered", "non delivery", "non-delivery", "nondelivery", "nondeliverable", "non-deliverable", "not delivered",
        "not be delivered",
        "not deliverable", "cannot be delivered", "can't be delivered", "couldn't be delivered", "unable to deliver", "delivery fail",
        "delivery has failed", "delivery error",
        "delivery problem", "delivery unsuccessful", "delivery notification: delivery has", "failed delivery", "failed mail", "failed to deliver",
        "failure delivery",
        "failure notice", "failure notification", "mail failure", "message failure", "returned mail", "mail returned", "returned to sender",
        "return to sender",
        "returning message to sender", "returned message", "mail system error", "mail error", "user unknown", "(failure)", "notification: error",
        "message rejected",
        "rejected mail", "mail rejected", "[bounce]", "error sending your", "bounced mail", "bounce notification", "message blocked", "message undeliver",
        "unzustellbar", "nicht zugestellt", "nicht zustellbar", "zustellung fehlgeschlagen", "fehler bei der zustellung", "zustellfehler",
        "non remis", "non distribu", "échec de la remise", "échec de remise", "échec de distribution", "échec de livraison",
        "no se puede entregar", "no se pudo entregar", "no entregado", "no entregable", "correo devuelto", "mensaje devuelto", "error de entrega",
        "não é possível entregar", "não entregue", "não foi entregue", "falha na entrega", "não foi possível entregar", "devolvida ao remetente",
        "mancata consegna", "non recapitabile", "non consegnat", "impossibile recapitare", "impossibile consegnare", "mancato recapito",
        "onbestelbaar", "niet bezorgd", "niet afgeleverd", "kan inte levereras", "kunde inte levereras", "kan ikke leveres", "kunne ikke leveres",
        "ikke levert",
        "ei voi toimittaa", "ei voitu toimittaa", "toimitus epäonnistui", "nie można dostarczyć", "niedostarczon", "niedoręczon", "nie dostarczon",
        "nedoručiteln",
        "nedoručiteľn", "nedoručen", "kézbesíthetetlen", "nem kézbesíthető", "nelivrabil", "teslim edilemedi", "iletilemedi",
        "недоставлен", "не доставлен", "не может быть доставлен", "невозможно доставить", "не удается доставить", "не удалось доставить",
        "не вдалося доставити",
        "δεν ήταν δυνατή η παράδοση", "ανεπίδοτο", "配信不能", "配信できません", "送信できません", "送信エラー", "配信エラー", "宛先不明", "未送达", "未传递", "無法傳遞", "退信",
        "投递失败", "投遞失敗", "发送失败", "배달되지 않음", "배달 실패", "전송 실패", "반송", "לא ניתן להעביר", "تعذر التسليم");

    /// <summary>Of notices about deliveries, be they good or bad.</summary>
    public static readonly PhraseSet NoticeSubjects = new(
        "delivery status", "mail delivery", "message delivery", "delivery notification", "postmaster notify", "status notification", "zustellstatus", "配信状況");

    public static readonly PhraseSet Texts = new(
        "not be delivered", "cannot be delivered", "can't be delivered", "couldn't be delivered", "was not delivered", "wasn't delivered",
        "not been delivered to", "message not delivered",
        "unable to deliver", "able to deliver", "failed to deliver", "could not deliver", "couldn't deliver", "cannot deliver", "can't deliver",
        "did not deliver",
        "did not reach", "could not be reached", "did not receive this message", "undeliverable", "unsent message",
        "failed permanently", "delivery failed", "delivery has failed", "delivery failure", "delivery to the following", "delivery to these",
        "permanent fatal error",
        "permanent delivery error", "permanent error", "permanent failure", "permanently failed", "fatal error", "had delivery error",
        "had delivery problem", "delivery error",
        "error delivering", "error occurred while trying to deliver", "error has occurred while attempting", "error occurred while attempting",
        "error while delivering",
        "transcript of session follows", "failure reasons", "reason for failure", "reason for the failure", "rejected by",
        "recipient address rejected", "has been returned", "been rejected",
        "returned to sender", "address not found", "message blocked", "trouble delivering", "problem delivering", "problems delivering",
        "user unknown", "unknown user", "no such user",
        "mailbox is full", "mailbox full", "recipient not found", "user not found", "unknown recipient", "invalid final delivery userid",
        "invalid recipient", "no valid recipients",
        "message expired", "failed recipient", "could not be sent", "couldn't be sent", "cannot be sent", "non-deliverable", "error sending your",
        "could not send", "couldn't send", "may not exist, or you may not have permission",
        "nicht zugestellt", "konnte nicht zugestellt", "unzustellbar", "konnte nicht ausgeliefert", "zustellung an", "fehler bei der zustellung",
        "n'a pas pu être remis", "n'a pas pu être distribué", "n'a pas été remis", "n'a pu être", "n'a pas pu être délivré", "échec de la remise",
        "n'ont pas pu être atteint",
        "no se ha podido entregar", "no se pudo entregar", "no pudo ser entregado", "no se puede entregar", "no ha podido ser entregado",
        "não pôde ser entregue", "não pode ser entregue", "não foi entregue", "não foi possível entregar", "não pôde ser enviad",
        "non è stato consegnato", "non è stato possibile consegnare", "impossibile recapitare", "non è stato recapitato", "non può essere consegnato",
        "niet worden bezorgd", "niet worden afgeleverd", "niet bezorgd", "kunde inte levereras", "kunne ikke leveres", "ei voitu toimittaa",
        "nie mogła zostać dostarczona", "nie można dostarczyć", "nie została dostarczona", "nepodařilo doručit", "nebylo možné doručit",
        "nem kézbesíthető", "teslim edilemedi",
        "не может быть доставлено", "не удалось доставить", "не было доставлено", "невозможно доставить", "не доставлено", "не вдалося доставити",
        "送信できませんでした", "配信できませんでした", "配送できませんでした", "送信に失敗", "配信に失敗", "届けることができません", "宛先が見つからない", "アドレスが見つからない", "ディレクトリのリストにありません",
        "无法送达", "无法投递", "未能送达", "投递失败", "退回", "無法傳送", "無法投遞", "无法发送", "배달하지 못", "전달하지 못", "전송되지 못");
}
