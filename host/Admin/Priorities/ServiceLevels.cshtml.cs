using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Admin.Priorities;

/// <summary>The classification table (row B8), and a form for another row.</summary>
[Authorize(Policies.Administrator)]
internal sealed class ServiceLevelsModel(PriorityReader reader, PriorityDesk desk, Words words) : ClassificationForm(reader)
{
    private const int Step = 10;

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<ClassificationLine> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Order = Rows.Select(line => line.Row.Order).DefaultIfEmpty().Max() + Step;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        var result = await desk.AddRowAsync(Code, Setting, HttpContext.Actor(), cancellationToken);
        return await this.AnswerAsync(
            result, words, $"/admin/settings/service-levels/{result.Id?.ToString(CultureInfo.InvariantCulture)}", "admin.people.saved", () => ShowAsync(cancellationToken));
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Rows = await Reader.WholeTableAsync(cancellationToken);
        await ChoicesAsync(cancellationToken);
        return Page();
    }
}
