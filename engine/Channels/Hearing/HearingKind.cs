namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>A kind of news about a ticket, of which somebody chooses how she hears; stored by number.</summary>
internal enum HearingKind
{
    /// <summary>There is a new ticket.</summary>
    Opened = 1,

    /// <summary>Somebody answered.</summary>
    Replied = 2,

    /// <summary>One of the staff wrote a note.</summary>
    Noted = 3,

    /// <summary>Its type, priority, department or state is another.</summary>
    Changed = 4,

    /// <summary>It was given to her to answer.</summary>
    Assigned = 5,

    /// <summary>She was mentioned, or it was shared with her.</summary>
    Addressed = 6,
}

/// <summary>A way in which somebody hears; stored by number.</summary>
internal enum HearingChannel
{
    Mail = 1,

    /// <summary>The list of news on the desk's pages.</summary>
    Desk = 2,
}

/// <summary>When somebody hears by one channel; stored by number.</summary>
internal enum HearingPace
{
    Now = 0,

    /// <summary>Once a day, with all else that waited for it. By mail only.</summary>
    Daily = 1,

    Never = 2,
}
