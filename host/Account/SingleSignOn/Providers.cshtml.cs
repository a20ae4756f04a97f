using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account.SingleSignOn;

/// <summary>The accounts at other providers by which somebody signs in: she connects them while she is signed in, and takes them off.</summary>
internal sealed class ProvidersModel(SignOnDesk desk, SignOnProviders providers, OnTheWay onTheWay, Words words) : PageModel
{
    public const string Path = "/account/providers";

    public IReadOnlyList<ExternalAccount> Accounts { get; private set; } = [];

    /// <summary>Those by which she could sign in and does not yet; not the one that she has just come back from.</summary>
    public IEnumerable<SignOnProvider> Others => providers.All.Where(provider => provider.Key != Arrival?.Identity.Provider && Accounts.All(account => account.Provider != provider.Key));

    /// <summary>The account that she came back with and has not connected yet; null for none, or somebody else's.</summary>
    public Arrival? Arrival => onTheWay.Find(HttpContext) is { } arrival && arrival.PersonId == Reader.PersonId ? arrival : null;

    private Actor Reader => HttpContext.Actor();

    public string NameOf(string key) => providers.NameOf(key);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostConnectAsync(CancellationToken cancellationToken)
    {
        if (Arrival is { } arrival)
        {
            onTheWay.Forget(HttpContext);
            if (await desk.LinkAsync(arrival.Identity, Reader, cancellationToken) is { } refusal)
            {
                new[] { refusal }.AddTo(ModelState, words);
                await ShowAsync(cancellationToken);
                return Page();
            }

            TempData.Notify(words["account.provider.connected", NameOf(arrival.Identity.Provider)]);
        }

        return LocalRedirect(Path);
    }

    public IActionResult OnPostForget()
    {
        onTheWay.Forget(HttpContext);
        return LocalRedirect(Path);
    }

    public async Task<IActionResult> OnPostEndAsync(string? account, CancellationToken cancellationToken)
    {
        if (long.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await desk.EndAsync(id, Reader, cancellationToken);
        }

        TempData.Notify(words["account.provider.ended"]);
        return LocalRedirect(Path);
    }

    private async Task ShowAsync(CancellationToken cancellationToken) => Accounts = await desk.ListAsync(Reader.PersonId!.Value, cancellationToken);
}
