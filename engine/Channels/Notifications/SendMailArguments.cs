namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>What makes somebody hear of a ticket.</summary>
internal enum HearingReason
{
    /// <summary>Her part in it: it is hers, or hers to answer. Muting the ticket ends it.</summary>
    Part,

    /// <summary>She follows it.</summary>
    Following,

    /// <summary>It is about her: she was mentioned, it was shared with her. Muting does not end it.</summary>
    Address,

    /// <summary>Without her it would reach nobody (row B5). Neither muting nor choosing ends it.</summary>
    NobodyElse,
}

/// <summary>One mail to one person or address; what it says is read when it is sent.</summary>
/// <param name="TicketId">The ticket that it is about.</param>
/// <param name="MessageId">The message that it carries, if any.</param>
/// <param name="RecipientId">Who gets it; null for an address that gets copies.</param>
/// <param name="Template">One of <see cref="MailTemplateNames"/>.</param>
internal sealed record SendMailArguments(long TicketId, long? MessageId, long? RecipientId, string Template)
{
    /// <summary>The copy, where it goes to nobody's account.</summary>
    public long? CcId { get; init; }

    /// <summary>The change that it tells of.</summary>
    public long? Version { get; init; }

    /// <summary>What in her gives her this mail; asked again when it is sent (LN6).</summary>
    public HearingReason Because { get; init; }

    /// <summary>Mails of one ticket to one recipient go in the order of what happened, so that each can refer to the ones before.</summary>
    public string Lane => CcId is { } cc ? $"{TicketId:x}|mail|cc-{cc:x}" : $"{TicketId:x}|mail|{RecipientId ?? 0:x}";
}
