using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>How delivery systems say that they still try, or that all went well.</summary>
internal static class DelayWords
{
    public static readonly PhraseSet Subjects = new(
        "(delay)", "delayed", "delivery delay", "delay notification", "notification: warning", "warning: could not send", "warning--could not send",
        "warning: message", "still trying", "will be retried",
        "verzögert", "retardé", "différée", "retrasad", "demorad", "ritardat", "vertraagd", "försena", "forsinket", "opóźnion", "задерж", "配信遅延", "延迟");

    public static readonly PhraseSet Texts = new(
        "this is a warning message only", "has been delayed", "is delayed for more than", "not yet been delivered", "not yet received your message",
        "will be retried", "will keep trying",
        "will continue trying", "continue to try", "keep on trying", "delivery attempts will continue", "temporary failure report",
        "still undelivered after", "has not yet been", "only a temporary failure",
        "delivery incomplete", "temporary problem delivering", "will retry for", "do not need to resend", "do not need to re-send",
        "enqueued and undeliverable for", "no need to resend",
        "wird weiterhin versucht", "verzögert sich", "nouvelle tentative", "seguirá intentando", "まだ配信されていません", "再送します");

    public static readonly PhraseSet SessionSubjects = new("smtp server: errors from", "smtp client: errors from");

    public static readonly PhraseSet DeliveredSubjects = new(
        "successful mail delivery", "delivery status report", "delivery receipt", "(success)", "(relay)", "notification: success",
        "delivery successful", "delivered:", "relayed:",
        "zugestellt:", "remis :", "entregado:", "entregue:", "recapitato:", "配信済み:");

    public static readonly PhraseSet DeliveredTexts = new(
        "successfully delivered", "successfully relayed", "delivery report that you requested", "was delivered to the following",
        "has been delivered to", "delivery was successful",
        "been successfully", "relayed to the following", "wurde erfolgreich", "a été remis à", "配信されました");
}
