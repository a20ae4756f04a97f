namespace Helpdesk.Engine.People;

/// <summary>A customer that is a company, a school, a household.</summary>
internal sealed class Organisation
{
    public const int LongestName = 200;

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

    /// <summary>Row B10: who of the staff its members turn to; null for nobody.</summary>
    public long? AccountLeadId { get; private set; }

    public void LeadBy(long? personId) => AccountLeadId = personId;

    public void SetUp(string name, bool membersSeeAllTickets)
    {
        Name = name;
        MembersSeeAllTickets = membersSeeAllTickets;
    }
}
