namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>What somebody of the staff orders about a message that had come before.</summary>
public enum InboundOrder
{
    /// <summary>Nothing: what had come before is not judged again.</summary>
    None,

    /// <summary>What was put aside is judged anew, and that there were many is no reason any more.</summary>
    Again,

    /// <summary>It becomes a ticket, whoever its sender is, unless it is on one already.</summary>
    AsTicket,
}
