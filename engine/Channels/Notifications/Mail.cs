using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>A mail that was sent, or, where no SMTP server is configured, that would have been.</summary>
internal sealed class Mail
{
    private Mail()
    {
    }

    public Mail(long id, string template, long? ticketId, long? recipientId, string messageId, string from, string to, string replyTo, string subject, string text, string html, string references, bool isAutomatic, bool wasSent, DateTimeOffset now)
    {
        Id = id;
        Template = template;
        TicketId = ticketId;
        RecipientId = recipientId;
        MessageId = messageId;
        From = from;
        To = to;
        FoldedAddress = Person.Fold(to[(to.LastIndexOf('<') + 1)..].TrimEnd('>'));
        ReplyTo = replyTo;
        Subject = subject;
        Text = text;
        Html = html;
        References = references;
        IsAutomatic = isAutomatic;
        WasSent = wasSent;
        CreatedAt = now;
    }

    /// <summary>The id of the outbox row that it came from: sending twice gives one row and one Message-ID.</summary>
    public long Id { get; private set; }

    public long? TicketId { get; private set; }

    /// <summary>Null for an address that is nobody's account.</summary>
    public long? RecipientId { get; private set; }

    /// <summary>One of <see cref="MailTemplateNames"/>.</summary>
    public string Template { get; private set; } = "";

    /// <summary>Without angle brackets.</summary>
    public string MessageId { get; private set; } = "";

    /// <summary>A <see cref="Mailbox"/>, as is <see cref="To"/>.</summary>
    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>The address that it went to, as addresses are compared.</summary>
    public string FoldedAddress { get; private set; } = "";

    /// <summary>Where an answer goes; a <see cref="Mailbox"/>.</summary>
    public string ReplyTo { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string Html { get; private set; } = "";

    /// <summary>Where the recipient says that she wants no more of this kind (RFC 8058); empty where she has no choice.</summary>
    public string MuteLink { get; init; } = "";

    /// <summary>Message-IDs without angle brackets, separated by spaces (RFC 5322 §3.6.4).</summary>
    public string References { get; private set; } = "";

    /// <summary>No human wrote it for this recipient, so nothing automatic should answer it (RFC 3834 §5).</summary>
    public bool IsAutomatic { get; private set; }

    /// <summary>What the header Auto-Submitted says of it (RFC 3834 §5); null for what a person wrote.</summary>
    public string? AutoSubmitted => (IsAutomatic, MailTemplateNames.IsReceipt(Template)) switch
    {
        (false, _) => null,
        (_, true) => "auto-replied",
        _ => "auto-generated",
    };

    /// <summary>False where it stayed in the house, to be read at <c>/dev/outbox</c>.</summary>
    public bool WasSent { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Takes a secret out of what is kept.</summary>
    public void Conceal(string secret)
    {
        Text = Text.Replace(secret, "…", StringComparison.Ordinal);
        Html = Html.Replace(secret, "…", StringComparison.Ordinal);
    }
}
