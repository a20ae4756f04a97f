using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.People;

/// <summary>Erases a person, after a look at what there is of her.</summary>
[Authorize(Policies.Administrator)]
internal sealed class EraseModel(PersonEraser eraser, Words words) : PageModel
{
    [BindProperty]
    public bool WithWords { get; set; }

    [BindProperty]
    public string? Confirmation { get; set; }

    public ErasurePreview Preview { get; private set; } = null!;

    public IEnumerable<(string What, int Count)> There =>
    [
        ("tickets", Preview.Tickets),
        ("messages", Preview.Messages),
        ("files", Preview.Files),
        ("mails", Preview.Mails),
        ("others", Preview.OtherTickets),
    ];

    public string NameFromNow => Preview.NameFromNow(words);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await ShowAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (await ShowAsync(id, cancellationToken) is not PageResult page)
        {
            return NotFound();
        }

        var result = await eraser.EraseAsync(Erasures.Of(Preview, Confirmation, WithWords, words), HttpContext.Actor(), cancellationToken);
        return await this.AnswerAsync(result, words, $"/admin/people/{id.ToString(CultureInfo.InvariantCulture)}", "admin.erase.done", () => Task.FromResult<IActionResult>(page));
    }

    private async Task<IActionResult> ShowAsync(long id, CancellationToken cancellationToken)
    {
        if (await eraser.PreviewAsync(id, cancellationToken) is not { } preview)
        {
            return NotFound();
        }

        Preview = preview;
        return Page();
    }
}
