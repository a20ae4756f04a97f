namespace Helpdesk.Engine.Fields;

/// <summary>What a field holds for one owner: exactly one of the three values is set.</summary>
internal sealed class FieldValue
{
    /// <summary>In UTF-16 code units.</summary>
    public const int LongestText = 400;

    private FieldValue()
    {
    }

    public FieldValue(FieldOwner owner, long ownerId, string key, string? text, long? number, DateTimeOffset? instant)
    {
        Owner = owner;
        OwnerId = ownerId;
        Key = key;
        Text = text;
        Number = number;
        Instant = instant;
    }

    public FieldOwner Owner { get; private set; }

    public long OwnerId { get; private set; }

    public string Key { get; private set; } = "";

    public string? Text { get; private set; }

    public long? Number { get; private set; }

    public DateTimeOffset? Instant { get; private set; }
}
