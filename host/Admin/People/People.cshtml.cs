using Helpdesk.Engine.People;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.People;

/// <summary>Everybody this desk knows, by name.</summary>
[Authorize(Policies.Administrator)]
internal sealed class PeopleModel(AccountReader people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public PersonPage People { get; private set; } = new([], Next: null);

    public async Task OnGetAsync(CancellationToken cancellationToken) => People = await people.ListAsync(Search, After, cancellationToken);
}
