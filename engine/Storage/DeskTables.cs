using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.People.SecondFactors;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Search;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Guests;
using Helpdesk.Engine.Tickets.History;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Helpdesk.Engine.Storage;

/// <summary>
/// The engine's own tables. Ticket data that a person is to see is asked for through <c>Sight</c>; the sets
/// whose names begin with 'All' are for the machinery, and a test watches who uses them.
/// </summary>
internal sealed class DeskTables(DbContextOptions<DeskTables> options) : DbContext(options)
{
    public const string Prefix = "desk_";

    public DbSet<Person> People => Set<Person>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Site> Sites => Set<Site>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<ExternalKey> ExternalKeys => Set<ExternalKey>();

    public DbSet<AccessRequest> AccessRequests => Set<AccessRequest>();

    public DbSet<AccessPolicy> AccessPolicies => Set<AccessPolicy>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<GuestTicket> GuestTickets => Set<GuestTicket>();

    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();

    public DbSet<ExternalAccount> ExternalAccounts => Set<ExternalAccount>();

    public DbSet<PendingAccount> PendingAccounts => Set<PendingAccount>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<SignInGuard> SignInGuards => Set<SignInGuard>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<PermissionGrant> PermissionGrants => Set<PermissionGrant>();

    public DbSet<PluginSetting> PluginSettings => Set<PluginSetting>();

    public DbSet<Brand> Brands => Set<Brand>();

    public DbSet<Department> Departments => Set<Department>();

    public DbSet<DepartmentMember> DepartmentMembers => Set<DepartmentMember>();

    public DbSet<FieldDefinition> FieldDefinitions => Set<FieldDefinition>();

    public DbSet<FieldValue> AllFieldValues => Set<FieldValue>();

    public DbSet<Priority> Priorities => Set<Priority>();

    public DbSet<Classification> Classifications => Set<Classification>();

    public DbSet<TicketType> TicketTypes => Set<TicketType>();

    public DbSet<Transition> Transitions => Set<Transition>();

    public DbSet<Status> Statuses => Set<Status>();

    public DbSet<Ticket> AllTickets => Set<Ticket>();

    public DbSet<TicketNumber> AllTicketNumbers => Set<TicketNumber>();

    public DbSet<Message> AllMessages => Set<Message>();

    public DbSet<MessagePage> AllMessagePages => Set<MessagePage>();

    public DbSet<HistoryEntry> AllHistory => Set<HistoryEntry>();

    public DbSet<Attachment> AllAttachments => Set<Attachment>();

    public DbSet<CcRecipient> AllCc => Set<CcRecipient>();

    public DbSet<TicketShare> AllShares => Set<TicketShare>();

    public DbSet<Following> AllFollowings => Set<Following>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<HeldForm> AllHeldForms => Set<HeldForm>();

    public DbSet<ReplyToken> ReplyTokens => Set<ReplyToken>();

    public DbSet<Mail> AllMail => Set<Mail>();

    public DbSet<InboundEntry> InboundEntries => Set<InboundEntry>();

    public DbSet<InboundReference> InboundReferences => Set<InboundReference>();

    public DbSet<HeldMessage> AllHeldMessages => Set<HeldMessage>();

    public DbSet<PersonAlias> PersonAliases => Set<PersonAlias>();

    public DbSet<OrganisationDomain> OrganisationDomains => Set<OrganisationDomain>();

    public DbSet<MailTrouble> MailTroubles => Set<MailTrouble>();

    public DbSet<HeldMail> HeldMail => Set<HeldMail>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<HearingChoice> HearingChoices => Set<HearingChoice>();

    public DbSet<HearingHours> HearingHours => Set<HearingHours>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<CronRow> Crons => Set<CronRow>();

    public DbSet<PluginRow> Plugins => Set<PluginRow>();

    public DbSet<Mark> Marks => Set<Mark>();

    public DbSet<Node> Nodes => Set<Node>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<IndexedDocument> SearchDocuments => Set<IndexedDocument>();

    public DbSet<IndexedTerm> SearchTerms => Set<IndexedTerm>();

    public DbSet<VocabularyWord> SearchWords => Set<VocabularyWord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        Conventions.Types(configurationBuilder);
        configurationBuilder.Properties<LocalizedText>().HaveConversion<LocalizedTextConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        PeopleMapping.Map(modelBuilder);
        JoiningMapping.Map(modelBuilder);
        SecondFactorMapping.Map(modelBuilder);
        SingleSignOnMapping.Map(modelBuilder);
        AccountMapping.Map(modelBuilder);
        AccessMapping.Map(modelBuilder);
        BrandMapping.Map(modelBuilder);
        HearingMapping.Map(modelBuilder);
        InboundMapping.Map(modelBuilder);
        NoticeMapping.Map(modelBuilder);
        DepartmentMapping.Map(modelBuilder);
        WorkflowMapping.Map(modelBuilder);
        PriorityMapping.Map(modelBuilder);
        FieldMapping.Map(modelBuilder);
        TicketMapping.Map(modelBuilder);
        GuestMapping.Map(modelBuilder);
        ConversationMapping.Map(modelBuilder);
        AttachmentMapping.Map(modelBuilder);
        MailMapping.Map(modelBuilder);
        OutboxMapping.Map(modelBuilder);
        PluginMapping.Map(modelBuilder);
        AuditMapping.Map(modelBuilder);
        SearchMapping.Map(modelBuilder);
        MapOwn(modelBuilder);
        Conventions.Name(modelBuilder, Prefix);
    }

    /// <summary>What storage itself remembers.</summary>
    private static void MapOwn(ModelBuilder model)
    {
        model.Entity<Mark>(mark =>
        {
            mark.ToTable(nameof(Mark));
            mark.HasKey(m => m.Name);
            mark.Property(m => m.Name).HasMaxLength(40);
        });
        model.Entity<Node>(node =>
        {
            node.ToTable(nameof(Node));
            node.HasKey(n => n.Number);
            node.Property(n => n.Number).ValueGeneratedNever();
            node.Property(n => n.Identity).HasMaxLength(40);
            node.HasIndex(n => n.Identity).IsUnique();
        });
    }

    private sealed class LocalizedTextConverter() : ValueConverter<LocalizedText, string>(text => text.ToJson(), json => LocalizedText.FromJson(json));
}
