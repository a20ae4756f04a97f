namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>What somebody chose for one kind of news and one channel; of what is not chosen, she hears at once.</summary>
internal sealed class HearingChoice
{
    private HearingChoice()
    {
    }

    public HearingChoice(long personId, HearingKind kind, HearingChannel channel, HearingPace pace)
    {
        PersonId = personId;
        Kind = kind;
        Channel = channel;
        Pace = pace;
    }

    public long PersonId { get; private set; }

    public HearingKind Kind { get; private set; }

    public HearingChannel Channel { get; private set; }

    public HearingPace Pace { get; private set; }
}
