namespace Helpdesk.Engine.People;

/// <summary>A person in an organisation; she may be in several.</summary>
internal sealed class Membership
{
    private Membership()
    {
    }

    public Membership(long personId, long organisationId, bool isManager = false, long? siteId = null)
    {
        PersonId = personId;
        OrganisationId = organisationId;
        IsManager = isManager;
        SiteId = siteId;
    }

    public long PersonId { get; private set; }

    public long OrganisationId { get; private set; }

    /// <summary>Whether she speaks for the organisation, and may add its people where the provider lets managers do that.</summary>
    public bool IsManager { get; private set; }

    /// <summary>Where she works, if the organisation has several places.</summary>
    public long? SiteId { get; private set; }

    public void SetUp(bool isManager, long? siteId)
    {
        IsManager = isManager;
        SiteId = siteId;
    }
}
