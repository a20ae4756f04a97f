using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>LU3: what may solve the problem while it is being written down, as pieces for the form of a new ticket.</summary>
internal sealed class SuggestionsModel(SuggestionDesk suggestions, Words words) : PageModel
{
    public IReadOnlyList<SuggestionOffer> Offers { get; private set; } = [];

    public RedirectResult OnGet() => Redirect("/tickets/new");

    public async Task OnPostAsync(string? subject, string? body, CancellationToken cancellationToken) =>
        Offers = await suggestions.SuggestAsync(HttpContext.Actor(), subject, body, cancellationToken);

    /// <summary>The text, to be read beside the form.</summary>
    public async Task<IActionResult> OnPostReadAsync(string? key, CancellationToken cancellationToken) =>
        await suggestions.OpenAsync(key, HttpContext.Actor(), cancellationToken) is { } text
            ? Partial("/Portal/_SuggestedText.cshtml", text)
            : Content(words["portal.suggest.gone"], "text/plain; charset=utf-8");

    public async Task<IActionResult> OnPostSolvedAsync(string? key, CancellationToken cancellationToken)
    {
        await suggestions.SolvedAsync(key, HttpContext.Actor(), cancellationToken);
        TempData.Notify(words["portal.suggest.glad"]);
        return Redirect("/");
    }
}
