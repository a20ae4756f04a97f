using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Priorities;

/// <summary>
/// A row of the service-level classification table: what has this impact and presses so much gets that priority. Customers read
/// the table, and the row that was applied is named to them.
/// </summary>
internal sealed class Classification
{
    /// <summary>In UTF-16 code units.</summary>
    public const int LongestCode = 20;

    /// <inheritdoc cref="LongestCode" />
    public const int LongestReference = 200;

    private Classification()
    {
    }

    public Classification(long id, string code)
    {
        Id = id;
        Code = code;
    }

    public long Id { get; private set; }

    /// <summary>What the row is called, such as <c>SL-3</c>; it is in comments and programs, and stays.</summary>
    public string Code { get; private set; } = "";

    /// <summary>How much is affected.</summary>
    public LocalizedText Impact { get; private set; } = null!;

    /// <summary>How long it can wait.</summary>
    public LocalizedText Urgency { get; private set; } = null!;

    public string PriorityKey { get; private set; } = "";

    /// <summary>The place in the provider's policy that says so; may be empty.</summary>
    public string Reference { get; private set; } = "";

    public int Order { get; private set; }

    /// <summary>A row that nobody can choose any more: the tickets that have it keep it.</summary>
    public bool IsRetired { get; private set; }

    public void SetUp(LocalizedText impact, LocalizedText urgency, string priorityKey, string reference, int order, bool isRetired)
    {
        Impact = impact;
        Urgency = urgency;
        PriorityKey = priorityKey;
        Reference = reference;
        Order = order;
        IsRetired = isRetired;
    }
}
