using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>Tells staff that somebody is to be added, and whoever asked what they decided (row A1).</summary>
internal sealed class SendAccessMail(DeskStore store, JoiningReader requests, AccountMailComposer composer, DeskAddress address, MailHandover handover) : IJob<AccessMailArguments>
{
    public const string Name = "send-access-mail";

    public static void Schedule(UnitOfWork unit, AccessMailArguments mail) => unit.Schedule<SendAccessMail, AccessMailArguments>(mail);

    public async Task RunAsync(AccessMailArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        var forStaff = arguments.Template == MailTemplateNames.AccessRequested;
        if (await RecipientAsync(arguments.RecipientId, cancellationToken) is not { } recipient
            || await requests.FindAsync(new Actor(recipient.Id, recipient.Role, "mail"), arguments.RequestId, cancellationToken) is not { } line
            || (forStaff && line.Request.State != AccessState.Open))
        {
            return;
        }

        var values = new TemplateValues
        {
            {
                "request", new TemplateValues
                {
                    { "name", line.Request.Name },
                    { "address", line.Request.Address },
                    { "organisation", line.Organisation },
                    { "asker", line.Asker },
                    { "note", Filled(line.Request.Note) },
                    { "reason", Filled(line.Request.Reason) },
                }
            },
        };
        var mail = await composer.ComposeAsync(arguments.Template, AccountMailRecipient.Of(recipient), address.OfJoining(forStaff), values, delivery.Id, cancellationToken);
        await handover.HandOverAsync(mail, delivery, cancellationToken);
    }

    private async Task<Person?> RecipientAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.People.FirstOrDefaultAsync(p => p.Id == id && p.DisabledAt == null, cancellationToken);
    }

    private static string? Filled(string text) => text.Length == 0 ? null : text;
}
