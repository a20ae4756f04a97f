using Helpdesk.Engine.Audit;
using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>Who did what, newest first.</summary>
[Authorize(Policies.Administrator)]
internal sealed class AuditModel(AuditReader audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AuditLine> Entries { get; private set; } = [];

    public long? Next => Entries.Count == AuditReader.PageSize ? Entries[^1].Id : null;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Entries = await audit.ListAsync(Before, cancellationToken);
}
