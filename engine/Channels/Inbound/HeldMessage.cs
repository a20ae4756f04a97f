using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Channels.Inbound;

internal enum HeldState
{
    /// <summary>Staff are to decide.</summary>
    Waiting,

    /// <summary>Its sender was let in, and it was judged anew.</summary>
    LetIn,

    /// <summary>Nobody wants it.</summary>
    Dropped,
}

/// <summary>A message from outside that waits for staff. The original stays with whoever brought it, who gives it again when it is let in.</summary>
internal sealed class HeldMessage
{
    public const int LongestBody = 20_000;

    private HeldMessage()
    {
    }

    public HeldMessage(InboundEntry entry, InboundMessage message, long? ticketId, string name, string subject, string body)
    {
        Id = entry.Id;
        TicketId = ticketId;
        Name = name;
        Address = message.From is { Address.Length: <= Person.LongestAddress } from ? from.Address : "";
        FoldedAddress = Person.Fold(Address);
        Subject = subject;
        Body = body;
        FileCount = message.Files.Count;
        HeldAt = entry.ReceivedAt;
    }

    /// <summary>The entry in the book.</summary>
    public long Id { get; private set; }

    /// <summary>The ticket that it seems to belong to; null for none.</summary>
    public long? TicketId { get; private set; }

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string FoldedAddress { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>The beginning of what it says, as plain text.</summary>
    public string Body { get; private set; } = "";

    public int FileCount { get; private set; }

    public DateTimeOffset HeldAt { get; private set; }

    public HeldState State { get; private set; }

    public long? DecidedById { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public void Decide(HeldState state, long? byId, DateTimeOffset now) => (State, DecidedById, DecidedAt) = (state, byId, now);
}
