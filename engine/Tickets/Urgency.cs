namespace Helpdesk.Engine.Tickets;

/// <summary>How much it presses, as the customer says. What staff decide is another thing: the priority.</summary>
public enum Urgency
{
    /// <summary>When there is time.</summary>
    Low,

    /// <summary>As usual.</summary>
    Medium,

    /// <summary>As soon as it can be.</summary>
    High,
}
