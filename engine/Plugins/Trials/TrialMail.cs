namespace Helpdesk.Engine.Plugins.Trials;

/// <summary>A mail that a desk would have sent.</summary>
/// <param name="To">The address that it would go to.</param>
/// <param name="Kind">The stable name of what it says, such as <c>ticket-replied-requester</c>.</param>
/// <param name="Subject">One line.</param>
/// <param name="MessageId">Without angle brackets.</param>
public sealed record TrialMail(string To, string Kind, string Subject, string MessageId)
{
    /// <summary>Whether it goes to one of the staff.</summary>
    public bool IsForStaff { get; init; }

    /// <summary>The address that answers to it go to.</summary>
    public required string ReplyTo { get; init; }

    /// <summary>The Message-IDs that it goes on from, without angle brackets, oldest first; the last is what it answers.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What the header Auto-Submitted says (RFC 3834); null for what a person wrote.</summary>
    public string? AutoSubmitted { get; init; }

    /// <summary>The plain text of it.</summary>
    public string Text { get; init; } = "";
}
