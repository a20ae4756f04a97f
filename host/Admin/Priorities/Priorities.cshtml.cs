using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Host.Admin.Priorities;

/// <summary>The priorities, and a form for another one.</summary>
[Authorize(Policies.Administrator)]
internal sealed class PrioritiesModel(PriorityReader reader, PriorityDesk desk, Words words) : PriorityForm
{
    private const int Step = 10;

    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<Priority> Priorities { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Order = Priorities.Select(priority => priority.Order).DefaultIfEmpty().Max() + Step;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ModelState.IsValid
        ? await this.AnswerAsync(await desk.AddAsync(Key, Setting, HttpContext.Actor(), cancellationToken), words, "/admin/settings/priorities", "admin.people.saved", () => ShowAsync(cancellationToken))
        : await ShowAsync(cancellationToken);

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Priorities = await reader.ListAsync(cancellationToken);
        return Page();
    }
}
