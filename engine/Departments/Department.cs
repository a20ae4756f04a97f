using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Departments;

/// <summary>A part of the provider that answers tickets.</summary>
internal sealed class Department
{
    private Department()
    {
    }

    public Department(long id, string key, LocalizedText name, int order)
    {
        Id = id;
        Key = key;
        Name = name;
        Order = order;
    }

    public long Id { get; private set; }

    /// <summary>The stable name in URLs and the API.</summary>
    public string Key { get; private set; } = "";

    public LocalizedText Name { get; private set; } = null!;

    public int Order { get; private set; }
}
