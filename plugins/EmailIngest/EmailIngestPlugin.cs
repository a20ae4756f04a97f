using Helpdesk.EmailIngest.Commands;
using Helpdesk.EmailIngest.Fetching;
using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.People.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.EmailIngest;

/// <summary>Customers may live in their mail program.</summary>
public sealed class EmailIngestPlugin : IPlugin
{
    internal const string Id = "email-ingest";

    /// <summary>The full name of the permission to keep mailboxes and to look into what came by them.</summary>
    internal const string Manage = "email-ingest.manage";

    /// <summary>A large mail with many files takes a while to read and to keep.</summary>
    private static readonly DeliveryOptions Long = new() { Budget = TimeSpan.FromMinutes(3) };

    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddCommand<ParseCommand>("mail parse");
        builder.AddCommand<ReplayCommand>("mail replay");
        builder.AddCommand<DeliverCommand>("mail deliver");
        builder.AddTables<MailTables>();
        builder.AddSettings<EmailIngestSettings>();
        builder.AddWatch<MailWatch>("mailboxes");
        builder.AddHealthReport<MailHealth>("mailboxes");
        builder.AddJob<TakeMail, MailToTake>(TakeMail.Name, Long);
        builder.AddJob<RemoveBytes, BytesToRemove>(RemoveBytes.Name);
        builder.AddCronJob<CleanBytes>(CleanBytes.Name, CleanBytes.Schedule, Long);
        builder.AddEventHandler<InboundReleased, ReleaseMail>("release-mail");
        builder.AddEventHandler<InboundDropped, PutMailAway>("put-mail-away");
        builder.AddEventHandler<PersonErased, ForgetSender>("forget-sender");
        builder.AddPersonalData<MailData>("mails", LocalizedText.Of("E-mail: mails received", "E-mail: ontvangen e-mails", "E-mail : e-mails reçus", "メール：受信したメール"));
        builder.AddNavigation(new NavigationLink(Menu.Agent, LocalizedText.Of("Mailboxes", "Postvakken", "Boîtes aux lettres", "メールボックス"), "/mail", Order: 2) { Icon = "mail", Permission = Manage });
        builder.Services
            .AddSingleton<MailboxSecrets>()
            .AddSingleton<MailboxReader>()
            .AddSingleton<MailboxDesk>()
            .AddSingleton<MailboxKeeper>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<MailConnection>()
            .AddSingleton<MailLedger>()
            .AddSingleton<MailBook>()
            .AddSingleton<Spool>()
            .AddSingleton<ImapFetch>()
            .AddSingleton<Pop3Fetch>();
    }
}
