namespace Helpdesk.Engine.People;

/// <summary>Another address by which somebody's messages come. She signs in by her own, and mail goes there.</summary>
internal sealed class PersonAlias
{
    private PersonAlias()
    {
    }

    public PersonAlias(string address, long personId, long? addedById, DateTimeOffset now)
    {
        Address = address;
        FoldedAddress = Person.Fold(address);
        PersonId = personId;
        AddedById = addedById;
        AddedAt = now;
    }

    public string FoldedAddress { get; private set; } = "";

    public string Address { get; private set; } = "";

    public long PersonId { get; private set; }

    public long? AddedById { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }
}
