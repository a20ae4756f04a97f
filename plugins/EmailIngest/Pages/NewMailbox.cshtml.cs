using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>Sets another mailbox up.</summary>
internal sealed class NewMailboxModel(MailboxDesk mailboxes, IDeskReader desk, Words words) : MailboxFormPage(desk, words)
{
    public override bool IsThere => false;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            if (await mailboxes.AddAsync(Form.ToChange(), cancellationToken) is not { Count: > 0 } faults)
            {
                TempData.Notify(Words["email-ingest.saved"]);
                return Redirect("/mail");
            }

            Show(faults);
        }

        return await ShowAsync(cancellationToken);
    }
}
