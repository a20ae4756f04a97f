using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Priorities;

/// <summary>How soon staff will turn to a ticket; they decide it by a <see cref="Classification"/> (row B8).</summary>
internal sealed class Priority
{
    public const int LongestKey = 40;

    private Priority()
    {
    }

    public Priority(long id, string key)
    {
        Id = id;
        Key = key;
    }

    public long Id { get; private set; }

    /// <summary>The stable name in addresses, the API and stored tickets.</summary>
    public string Key { get; private set; } = "";

    public LocalizedText Name { get; private set; } = null!;

    /// <summary>The most pressing first.</summary>
    public int Order { get; private set; }

    /// <summary>Whether its tickets stand out in the lists of staff.</summary>
    public bool IsHighlighted { get; private set; }

    public void SetUp(LocalizedText name, int order, bool isHighlighted)
    {
        Name = name;
        Order = order;
        IsHighlighted = isHighlighted;
    }
}
