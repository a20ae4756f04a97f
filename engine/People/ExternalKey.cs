namespace Helpdesk.Engine.People;

/// <summary>What another system's key can belong to.</summary>
internal enum ExternalKind
{
    Person,
    Organisation,
    Service,
}

/// <summary>How another system, such as a hosting panel, calls somebody or something of ours; it feeds the desk by it.</summary>
internal sealed class ExternalKey
{
    public const int LongestSource = 40;
    public const int LongestExternalId = 200;

    private ExternalKey()
    {
    }

    public ExternalKey(ExternalKind kind, string source, string externalId, long ownerId)
    {
        Kind = kind;
        Source = source;
        ExternalId = externalId;
        OwnerId = ownerId;
    }

    public ExternalKind Kind { get; private set; }

    /// <summary>The other system.</summary>
    public string Source { get; private set; } = "";

    public string ExternalId { get; private set; } = "";

    public long OwnerId { get; private set; }
}
