namespace Helpdesk.Engine.People;

/// <summary>Something that a customer has of the provider, such as a hosting package: the related service of her tickets (row E8).</summary>
internal sealed class Service
{
    public const int LongestName = 200;

    private Service()
    {
    }

    /// <param name="organisationId">Whose it is: all members may name it. Null when it is one person's.</param>
    /// <param name="personId">Whose it is, when it is no organisation's.</param>
    public Service(long id, string name, long? organisationId, long? personId)
    {
        Id = id;
        Name = name;
        OrganisationId = organisationId;
        PersonId = personId;
    }

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public long? OrganisationId { get; private set; }

    public long? PersonId { get; private set; }

    /// <summary>It is over: tickets keep it, nobody can choose it.</summary>
    public bool HasEnded { get; private set; }

    public void SetUp(string name, long? organisationId, long? personId, bool hasEnded)
    {
        Name = name;
        OrganisationId = organisationId;
        PersonId = personId;
        HasEnded = hasEnded;
    }
}
