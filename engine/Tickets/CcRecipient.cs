namespace Helpdesk.Engine.Tickets;

/// <summary>An address that gets the replies of one ticket, and nothing else (row E3).</summary>
internal sealed class CcRecipient
{
    private CcRecipient()
    {
    }

    public CcRecipient(long id, long ticketId, string address, string foldedAddress, string name, long? addedById, DateTimeOffset addedAt)
    {
        Id = id;
        TicketId = ticketId;
        Address = address;
        FoldedAddress = foldedAddress;
        Name = name;
        AddedById = addedById;
        AddedAt = addedAt;
    }

    public long Id { get; private set; }

    public long TicketId { get; private set; }

    public string Address { get; private set; } = "";

    public string FoldedAddress { get; private set; } = "";

    /// <summary>As it was typed; empty where only an address was.</summary>
    public string Name { get; private set; } = "";

    public long? AddedById { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }
}
