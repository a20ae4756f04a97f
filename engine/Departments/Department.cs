using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Departments;

/// <summary>Which of the agents see a department's tickets (row D8). Supervisors and the assigned agent always do.</summary>
internal enum DepartmentSight
{
    /// <summary>All agents.</summary>
    Everybody,

    /// <summary>The department's members.</summary>
    Members,

    /// <summary>Nobody else.</summary>
    Assignee,
}

/// <summary>A part of the provider that answers tickets.</summary>
internal sealed class Department
{
    public const int LongestKey = 40;

    private Department()
    {
    }

    public Department(long id, string key, LocalizedText name, int order, DepartmentSight sight = DepartmentSight.Everybody)
    {
        Id = id;
        Key = key;
        Name = name;
        Order = order;
        Sight = sight;
    }

    public long Id { get; private set; }

    /// <summary>The stable name in URLs and the API.</summary>
    public string Key { get; private set; } = "";

    public LocalizedText Name { get; private set; } = null!;

    public int Order { get; private set; }

    public DepartmentSight Sight { get; private set; }

    /// <summary>Whether answers by mail become part of its tickets; else they are kept for staff, and the sender is told where to go on (row D5).</summary>
    public bool TakesAnswers { get; private set; } = true;

    /// <summary>A department that takes no new tickets: nobody can choose it, its tickets stay.</summary>
    public bool IsRetired { get; private set; }

    public void SetUp(LocalizedText name, int order, DepartmentSight sight, bool takesAnswers, bool isRetired)
    {
        TakesAnswers = takesAnswers;
        Name = name;
        Order = order;
        Sight = sight;
        IsRetired = isRetired;
    }
}

/// <summary>One of the staff who answers for a department.</summary>
internal sealed class DepartmentMember
{
    private DepartmentMember()
    {
    }

    public DepartmentMember(long departmentId, long personId)
    {
        DepartmentId = departmentId;
        PersonId = personId;
    }

    public long DepartmentId { get; private set; }

    public long PersonId { get; private set; }
}
