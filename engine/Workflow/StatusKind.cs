namespace Helpdesk.Engine.Workflow;

/// <summary>What a status means to the desk; providers name and add statuses, code depends on the kind alone.</summary>
public enum StatusKind
{
    /// <summary>Nobody has looked at it yet.</summary>
    New,

    /// <summary>The desk's turn.</summary>
    Open,

    /// <summary>Somebody else's turn, most often the requester's.</summary>
    Waiting,

    /// <summary>Answered for good as far as the desk can tell; reopens easily.</summary>
    Solved,

    /// <summary>Over.</summary>
    Closed,
}
