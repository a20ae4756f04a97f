using Helpdesk.Engine.Departments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Departments;

/// <summary>A page with the fields of a department.</summary>
internal abstract class DepartmentForm : PageModel
{
    [BindProperty(Name = nameof(Names))]
    public Dictionary<string, string?> Names { get; set; } = LocalizedField.Of(text: null);

    [BindProperty]
    public int Order { get; set; }

    [BindProperty]
    public DepartmentSight Sight { get; set; }

    [BindProperty]
    public bool TakesAnswers { get; set; } = true;

    [BindProperty]
    public bool Retired { get; set; }

    protected DepartmentSetting Setting => new(Names, Order, Sight, TakesAnswers, Retired);

    protected void Fill(Department department) =>
        (Names, Order, Sight, TakesAnswers, Retired) = (LocalizedField.Of(department.Name), department.Order, department.Sight, department.TakesAnswers, department.IsRetired);
}
