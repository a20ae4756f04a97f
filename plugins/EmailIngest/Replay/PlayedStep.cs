using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Plugins.Trials;

namespace Helpdesk.EmailIngest.Replay;

/// <summary>What came of one step.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Ticket">Tickets are counted from 1, as they come.</param>
internal sealed record PlayedStep(int Number, int? Ticket)
{
    /// <summary>Null where something was done on the desk.</summary>
    public InboundVerdict? Verdict { get; init; }

    public string? From { get; init; }

    /// <summary>Mails to customers and strangers.</summary>
    public IReadOnlyList<TrialMail> Sent { get; init; } = [];

    public IReadOnlyList<TrialMail> ToStaff { get; init; } = [];

    /// <summary>Why what should be done on the desk was not.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>What staff read on the ticket, where that was asked for.</summary>
    public string? Text { get; init; }
}
