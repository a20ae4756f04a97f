namespace Helpdesk.Engine.People;

/// <summary>A customer that is a company, a school, a household.</summary>
internal sealed class Organisation
{
    private Organisation()
    {
    }

    public Organisation(long id, string name, bool membersSeeAllTickets)
    {
        Id = id;
        Name = name;
        MembersSeeAllTickets = membersSeeAllTickets;
    }

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Row D3: whether members see all tickets of the organisation, or their own only.</summary>
    public bool MembersSeeAllTickets { get; private set; }
}

/// <summary>A person in an organisation; she may be in several.</summary>
internal sealed class Membership
{
    private Membership()
    {
    }

    public Membership(long personId, long organisationId)
    {
        PersonId = personId;
        OrganisationId = organisationId;
    }

    public long PersonId { get; private set; }

    public long OrganisationId { get; private set; }
}
