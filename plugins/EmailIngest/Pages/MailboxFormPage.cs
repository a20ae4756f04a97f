using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.EmailIngest.Pages;

/// <summary>What the pages that set a mailbox up have in common.</summary>
internal abstract class MailboxFormPage(IDeskReader desk, Words words) : MailPage(words)
{
    /// <summary>The languages of the desk.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "nl", "fr", "ja"];

    [BindProperty]
    public MailboxForm Form { get; set; } = new();

    /// <summary>Whether it is there already: its name stays then.</summary>
    public abstract bool IsThere { get; }

    public IReadOnlyList<NamedFacts> Departments { get; private set; } = [];

    public IReadOnlyList<NamedFacts> Types { get; private set; } = [];

    protected async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Departments = await desk.ListDepartmentsAsync(cancellationToken);
        Types = await desk.ListTicketTypesAsync(cancellationToken);
        return Page();
    }

    protected void Show(IEnumerable<MailboxFault> faults)
    {
        foreach (var fault in faults)
        {
            ModelState.AddModelError($"Form.{fault.Field}", Words[fault.Key]);
        }
    }
}
