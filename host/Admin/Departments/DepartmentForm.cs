using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Departments;

/// <summary>A page with the fields of a department.</summary>
internal abstract class DepartmentForm : PageModel, IDepartmentForm
{
    [BindProperty]
    public string? NameEn { get; set; }

    [BindProperty]
    public string? NameNl { get; set; }

    [BindProperty]
    public string? NameFr { get; set; }

    [BindProperty]
    public string? NameJa { get; set; }

    [BindProperty]
    public int Order { get; set; }

    [BindProperty]
    public DepartmentSight Sight { get; set; }

    [BindProperty]
    public bool Retired { get; set; }

    protected DepartmentSetting Setting => new(
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["en"] = NameEn, ["nl"] = NameNl, ["fr"] = NameFr, ["ja"] = NameJa }, Order, Sight, Retired);

    protected void Fill(Department department)
    {
        (NameEn, NameNl, NameFr, NameJa) = (In("en"), In("nl"), In("fr"), In("ja"));
        (Order, Sight, Retired) = (department.Order, department.Sight, department.IsRetired);

        // Of a language that has no name of its own, none: what stands in for it is not to be saved as its own.
        string? In(string culture) => department.Name.Cultures.Contains(culture, StringComparer.Ordinal) ? department.Name.For(culture) : null;
    }
}
