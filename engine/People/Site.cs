namespace Helpdesk.Engine.People;

/// <summary>One of the places of an organisation.</summary>
internal sealed class Site
{
    private Site()
    {
    }

    public Site(long id, long organisationId, string name)
    {
        Id = id;
        OrganisationId = organisationId;
        Name = name;
    }

    public long Id { get; private set; }

    public long OrganisationId { get; private set; }

    public string Name { get; private set; } = "";

    public void Rename(string name) => Name = name;
}
