using System.Globalization;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Admin.Departments;

/// <summary>The departments, and a form for another one.</summary>
[Authorize(Policies.Administrator)]
internal sealed class DepartmentsModel(DepartmentReader reader, DepartmentDesk desk, Words words) : DepartmentForm
{
    private const int Step = 10;

    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Order = Departments.Select(line => line.Department.Order).DefaultIfEmpty().Max() + Step;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        var result = await desk.AddAsync(Key ?? "", Setting, HttpContext.Actor(), cancellationToken);
        return await this.AnswerAsync(
            result, words, $"/admin/departments/{result.Id?.ToString(CultureInfo.InvariantCulture)}", "admin.people.saved", () => ShowAsync(cancellationToken));
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Departments = await reader.ListAsync(cancellationToken);
        return Page();
    }
}
