using System.Globalization;
using Helpdesk.EmailIngest.Fetching;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>One mailbox: what holds for it, whether its server lets us in, and its end.</summary>
internal sealed class EditMailboxModel(MailboxDesk mailboxes, MailboxReader reader, MailConnection connection, IDeskReader desk, Words words) : MailboxFormPage(desk, words)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public override bool IsThere => true;

    public Mailbox Mailbox { get; private set; } = null!;

    /// <summary>Just made; null else.</summary>
    public string? Secret { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Form = MailboxForm.Of(Mailbox);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Form.Name = Mailbox.Name;
        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        if (await mailboxes.SaveAsync(id, Form.ToChange(), cancellationToken) is not { } faults)
        {
            return NotFound();
        }

        if (faults.Count > 0)
        {
            Show(faults);
            return await ShowAsync(cancellationToken);
        }

        TempData.Notify(Words["email-ingest.saved"]);
        return Redirect("/mail");
    }

    /// <summary>Tries what is saved: what is typed and not saved would have its password in it.</summary>
    public async Task<IActionResult> OnPostTestAsync(long id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        ModelState.Clear();
        Form = MailboxForm.Of(Mailbox);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await connection.TryAsync(Mailbox, patience.Token);
            TempData.Notify(Words["email-ingest.test-done"]);
            return Redirect($"/mail/{id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (MailboxFaultException fault)
        {
            ModelState.AddModelError("", fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ModelState.AddModelError("", Words["email-ingest.test-silent"]);
        }

        return await ShowAsync(cancellationToken);
    }

    /// <summary>The secret is on this one answer and nowhere else.</summary>
    public async Task<IActionResult> OnPostSecretAsync(long id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        ModelState.Clear();
        Form = MailboxForm.Of(Mailbox);
        Secret = await mailboxes.RenewSecretAsync(id, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(long id, CancellationToken cancellationToken)
    {
        await mailboxes.DeleteAsync(id, cancellationToken);
        TempData.Notify(Words["email-ingest.deleted"]);
        return Redirect("/mail");
    }

    private async Task<bool> FindAsync(long id, CancellationToken cancellationToken)
    {
        if ((await reader.ListAsync(cancellationToken)).FirstOrDefault(mailbox => mailbox.Id == id) is not { } found)
        {
            return false;
        }

        Mailbox = found;
        return true;
    }
}
