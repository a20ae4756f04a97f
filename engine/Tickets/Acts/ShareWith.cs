namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>What a ticket can be shared with.</summary>
public enum ShareKind
{
    /// <summary>One person, who hears of the ticket from then on.</summary>
    Person,

    /// <summary>All members of an organisation; they see it, and nobody writes to them.</summary>
    Organisation,

    /// <summary>The members of an organisation who work at one of its places; they see it, and nobody writes to them.</summary>
    Site,
}

/// <summary>Somebody, or many, whom a ticket is shared with.</summary>
/// <param name="Kind">What the id is of.</param>
/// <param name="Id">A person, an organisation or a site.</param>
public sealed record ShareWith(ShareKind Kind, long Id);
