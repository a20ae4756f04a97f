using Helpdesk.Engine.Departments;

namespace Helpdesk.Host.Admin.Departments;

/// <summary>What the forms that add and that change a department have in common.</summary>
internal interface IDepartmentForm
{
    string? NameEn { get; }

    string? NameNl { get; }

    string? NameFr { get; }

    string? NameJa { get; }

    int Order { get; }

    DepartmentSight Sight { get; }
}
