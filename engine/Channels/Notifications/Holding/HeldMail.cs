namespace Helpdesk.Engine.Channels.Notifications.Holding;

/// <summary>A mail about a ticket that waits: for the end of quiet hours, of a burst, or for a summary. What it says is read when it is sent.</summary>
internal sealed class HeldMail
{
    private HeldMail()
    {
    }

    public HeldMail(long id, SendMailArguments about, HeldUntil until, DateTimeOffset now)
    {
        Id = id;
        TicketId = about.TicketId;
        MessageId = about.MessageId;
        RecipientId = about.RecipientId;
        CcId = about.CcId;
        Template = about.Template;
        Version = about.Version;
        Because = about.Because;
        SummaryOfBrandId = until.SummaryOfBrandId;
        Due = until.Due;
        HeldAt = now;
    }

    /// <summary>The id of the outbox row that it came from.</summary>
    public long Id { get; private set; }

    public long TicketId { get; private set; }

    public long? MessageId { get; private set; }

    public long? RecipientId { get; private set; }

    public long? CcId { get; private set; }

    public string Template { get; private set; } = "";

    public long? Version { get; private set; }

    public HearingReason Because { get; private set; }

    /// <summary>The brand whose tickets' summary it goes in; null where it is sent for its ticket.</summary>
    public long? SummaryOfBrandId { get; private set; }

    /// <summary>When a job comes for it: each change of this leaves another job.</summary>
    public DateTimeOffset Due { get; private set; }

    public DateTimeOffset HeldAt { get; private set; }

    public HeldUntil Until => new(Due, SummaryOfBrandId);

    public void Move(HeldUntil until) => (Due, SummaryOfBrandId) = (until.Due, until.SummaryOfBrandId);

    public SendMailArguments About => new(TicketId, MessageId, RecipientId, Template) { CcId = CcId, Version = Version, Because = Because };
}
