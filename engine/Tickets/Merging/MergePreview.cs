using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Tickets.Merging;

/// <summary>What becomes of two tickets when one of them is made part of the other (LU16), as far as the reader may know it.</summary>
/// <param name="Into">The ticket that goes on.</param>
/// <param name="Messages">How many messages go over.</param>
/// <param name="Files">How many files.</param>
/// <param name="Copies">How many addresses that get copies.</param>
/// <param name="CopiesLeft">How many of them find no room there, and get none any more.</param>
internal sealed record MergePreview(TicketView Into, int Messages, int Files, int Copies, int CopiesLeft)
{
    /// <summary>How many customers see the one and not the other: what was said is out of their sight afterwards.</summary>
    public int Losing { get; init; }

    /// <summary>The first of them, by name.</summary>
    public IReadOnlyList<string> LosingNames { get; init; } = [];

    /// <summary>Why it can't be done; empty where it can.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];
}
