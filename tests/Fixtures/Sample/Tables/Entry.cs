namespace Helpdesk.Fixtures.Sample.Tables;

/// <summary>One thing that the sample noted.</summary>
public sealed class Entry
{
    /// <summary>Made by the unit of work.</summary>
    public long Id { get; set; }

    /// <summary><c>page</c>, <c>opened</c>, <c>replied</c>, <c>job</c> or <c>tick</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What a person typed; empty for the rest.</summary>
    public string Text { get; set; } = "";

    /// <summary>The ticket, where there is one.</summary>
    public long? TicketId { get; set; }

    /// <summary>The ticket's version, where there is one.</summary>
    public long? TicketVersion { get; set; }

    /// <summary>The delivery it came from; twice the same would be an effect that was doubled.</summary>
    public long? DeliveryId { get; set; }

    /// <summary>When it was noted, UTC.</summary>
    public DateTimeOffset At { get; set; }
#if V2

    /// <summary>New in version 2.</summary>
    public string Colour { get; set; } = "";
#endif
}
