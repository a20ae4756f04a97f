using System.Globalization;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications.Accounts;

/// <summary>Makes the secret, writes the mail around it and hands it over. What is kept of the mail has no secret in it (LX8).</summary>
internal sealed class SendAccountMail(
    DeskStore store, AccountLinks links, AccountMailComposer composer, DeskAddress address, MailHandover handover) : IJob<AccountMailArguments>
{
    public const string Name = "send-account-mail";

    /// <summary>Mails to one person go one after the other, so that the newest link is the one that works.</summary>
    public static string LaneOf(long? personId) => $"{personId ?? 0:x}|account";

    public static void Schedule(UnitOfWork unit, AccountMailArguments mail) =>
        unit.ScheduleInLane<SendAccountMail, AccountMailArguments>(mail, LaneOf(mail.PersonId));

    public async Task RunAsync(AccountMailArguments arguments, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await PersonAsync(arguments, cancellationToken) is not { } person)
        {
            return;
        }

        var secret = arguments.AboutId is { } about
            ? await links.MakeAboutAsync(arguments.Purpose, person.Id, about, cancellationToken)
            : await links.MakeAsync(arguments.Purpose, person.Id, delivery.OccurredAt, cancellationToken);
        var mail = await WriteAsync(arguments.Purpose, person, secret, delivery.Id, cancellationToken);
        await handover.HandOverAsync(mail, delivery, cancellationToken, secret);
    }

    /// <summary>Null for nobody, for whoever was shut out meanwhile, and for an invitation that somebody has taken already (LN6).</summary>
    private async Task<Person?> PersonAsync(AccountMailArguments arguments, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.People.FirstOrDefaultAsync(
            p => p.Id == arguments.PersonId && p.DisabledAt == null && (arguments.Purpose != AccountLinkPurpose.Invitation || p.PasswordHash == null), cancellationToken);
    }

    private Task<Mail> WriteAsync(AccountLinkPurpose purpose, Person person, string secret, long rowId, CancellationToken cancellationToken)
    {
        var (template, lasts, link) = purpose switch
        {
            AccountLinkPurpose.Invitation => (MailTemplateNames.Invitation, AccountLinks.InvitationLasts, address.OfAccountLink(secret)),
            AccountLinkPurpose.Provider => (MailTemplateNames.ConnectProvider, AccountLinks.ProviderLasts, address.OfProviderLink(secret)),
            _ => (MailTemplateNames.NewPassword, AccountLinks.NewPasswordLasts, address.OfAccountLink(secret)),
        };
        var values = new TemplateValues { { "hours", lasts.TotalHours.ToString(CultureInfo.InvariantCulture) } };
        return composer.ComposeAsync(template, AccountMailRecipient.Of(person), link, values, rowId, cancellationToken);
    }
}
