using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Fields;

/// <summary>What a field belongs to.</summary>
internal enum FieldOwner
{
    Ticket,
    Person,
    Organisation,
    Service,
}

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    Integer,

    /// <summary>A day or an instant, UTC.</summary>
    Instant,
}

/// <summary>A field that the provider has thought of.</summary>
internal sealed class FieldDefinition
{
    private FieldDefinition()
    {
    }

    public FieldDefinition(FieldOwner owner, string key, FieldKind kind, LocalizedText name, bool isRequired, bool isForStaff, int order)
    {
        Owner = owner;
        Key = key;
        Kind = kind;
        Name = name;
        IsRequired = isRequired;
        IsForStaff = isForStaff;
        Order = order;
    }

    public FieldOwner Owner { get; private set; }

    public string Key { get; private set; } = "";

    public FieldKind Kind { get; private set; }

    public LocalizedText Name { get; private set; } = null!;

    public bool IsRequired { get; private set; }

    /// <summary>Customers neither see nor fill it in.</summary>
    public bool IsForStaff { get; private set; }

    public int Order { get; private set; }
}
