namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>That a message in the book answers another, which may come after it: by the hash of that one's Message-ID.</summary>
internal sealed class InboundReference
{
    private InboundReference()
    {
    }

    public InboundReference(long entryId, string messageIdHash)
    {
        EntryId = entryId;
        MessageIdHash = messageIdHash;
    }

    public long EntryId { get; private set; }

    public string MessageIdHash { get; private set; } = "";
}
