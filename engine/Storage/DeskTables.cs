using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Search;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.History;
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

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<SignInGuard> SignInGuards => Set<SignInGuard>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<PermissionGrant> PermissionGrants => Set<PermissionGrant>();

    public DbSet<PluginSetting> PluginSettings => Set<PluginSetting>();

    public DbSet<Brand> Brands => Set<Brand>();

    public DbSet<Department> Departments => Set<Department>();

    public DbSet<DepartmentMember> DepartmentMembers => Set<DepartmentMember>();

    public DbSet<FieldDefinition> FieldDefinitions => Set<FieldDefinition>();

    public DbSet<FieldValue> AllFieldValues => Set<FieldValue>();

    public DbSet<TicketType> TicketTypes => Set<TicketType>();

    public DbSet<Transition> Transitions => Set<Transition>();

    public DbSet<Status> Statuses => Set<Status>();

    public DbSet<Ticket> AllTickets => Set<Ticket>();

    public DbSet<TicketNumber> AllTicketNumbers => Set<TicketNumber>();

    public DbSet<Message> AllMessages => Set<Message>();

    public DbSet<HistoryEntry> AllHistory => Set<HistoryEntry>();

    public DbSet<Attachment> AllAttachments => Set<Attachment>();

    public DbSet<CcRecipient> AllCc => Set<CcRecipient>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<HeldForm> AllHeldForms => Set<HeldForm>();

    public DbSet<ReplyToken> ReplyTokens => Set<ReplyToken>();

    public DbSet<Mail> AllMail => Set<Mail>();

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
        MapPeople(modelBuilder);
        MapAccounts(modelBuilder);
        MapDesk(modelBuilder);
        MapFields(modelBuilder);
        MapTickets(modelBuilder);
        MapConversation(modelBuilder);
        MapOutbox(modelBuilder);
        MapPlugins(modelBuilder);
        MapSearch(modelBuilder);
        Conventions.Name(modelBuilder, Prefix);
    }

    private static void MapPeople(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable(nameof(Person));
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Property(p => p.Name).HasMaxLength(Person.LongestName);
            person.Property(p => p.Address).HasMaxLength(Person.LongestAddress);
            person.Property(p => p.FoldedAddress).HasMaxLength(Person.LongestAddress);
            person.Property(p => p.Language).HasMaxLength(20);
            person.Property(p => p.PasswordHash).HasMaxLength(400);
            person.Property(p => p.SecurityStamp).HasMaxLength(40);
            person.HasIndex(p => p.FoldedAddress).IsUnique();
        });
        model.Entity<Organisation>(organisation =>
        {
            organisation.ToTable(nameof(Organisation));
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Name).HasMaxLength(Organisation.LongestName);
        });
        model.Entity<Site>(site =>
        {
            site.ToTable(nameof(Site));
            site.Property(s => s.Id).ValueGeneratedNever();
            site.Property(s => s.Name).HasMaxLength(Organisation.LongestName);
            site.HasIndex(s => s.OrganisationId);
        });
        model.Entity<Service>(service =>
        {
            service.ToTable(nameof(Service));
            service.Property(s => s.Id).ValueGeneratedNever();
            service.Property(s => s.Name).HasMaxLength(Service.LongestName);
            service.HasIndex(s => s.OrganisationId);
            service.HasIndex(s => s.PersonId);
        });
        model.Entity<ExternalKey>(key =>
        {
            key.ToTable(nameof(ExternalKey));
            key.HasKey(k => new { k.Kind, k.Source, k.ExternalId });
            key.Property(k => k.Source).HasMaxLength(ExternalKey.LongestSource);
            key.Property(k => k.ExternalId).HasMaxLength(ExternalKey.LongestExternalId);
            key.HasIndex(k => new { k.Kind, k.OwnerId });
        });
        model.Entity<Membership>(membership =>
        {
            membership.ToTable(nameof(Membership));
            membership.HasKey(m => new { m.PersonId, m.OrganisationId });
            membership.HasIndex(m => m.OrganisationId);
        });
    }

    private static void MapAccounts(ModelBuilder model)
    {
        model.Entity<AccountLink>(link =>
        {
            link.ToTable(nameof(AccountLink));
            link.Property(l => l.Id).ValueGeneratedNever();
            link.Property(l => l.Hash).HasMaxLength(64);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasIndex(l => l.PersonId);
        });
        model.Entity<SignInGuard>(guard =>
        {
            guard.ToTable(nameof(SignInGuard));
            guard.HasKey(g => g.Key);
            guard.Property(g => g.Key).HasMaxLength(64);
            // Two who count at the same time: the second counts anew.
            guard.Property(g => g.Failures).IsConcurrencyToken();
            guard.HasIndex(g => g.LastFailureAt);
        });
        model.Entity<ApiToken>(token =>
        {
            token.ToTable(nameof(ApiToken));
            token.Property(t => t.Id).ValueGeneratedNever();
            token.Property(t => t.Hash).HasMaxLength(64);
            token.Property(t => t.Scopes).HasMaxLength(1000);
            token.HasIndex(t => t.Hash).IsUnique();
        });
    }

    private static void MapDesk(ModelBuilder model)
    {
        model.Entity<Brand>(brand =>
        {
            brand.ToTable(nameof(Brand));
            brand.Property(b => b.Id).ValueGeneratedNever();
            brand.Property(b => b.Key).HasMaxLength(40);
            brand.Property(b => b.Name).HasMaxLength(200);
            brand.Property(b => b.SenderAddress).HasMaxLength(Person.LongestAddress);
            brand.Property(b => b.NumberFormat).HasMaxLength(40);
            brand.HasIndex(b => b.Key).IsUnique();
        });
        model.Entity<Department>(department =>
        {
            department.ToTable(nameof(Department));
            department.Property(d => d.Id).ValueGeneratedNever();
            department.Property(d => d.Key).HasMaxLength(Department.LongestKey);
            department.HasIndex(d => d.Key).IsUnique();
        });
        model.Entity<DepartmentMember>(member =>
        {
            member.ToTable(nameof(DepartmentMember));
            member.HasKey(m => new { m.DepartmentId, m.PersonId });
            member.HasIndex(m => m.PersonId);
        });
        model.Entity<TicketType>(type =>
        {
            type.ToTable(nameof(TicketType));
            type.HasKey(t => t.Key);
            type.Property(t => t.Key).HasMaxLength(40);
            type.Property(t => t.PluginId).HasMaxLength(40);
        });
        model.Entity<Transition>(transition =>
        {
            transition.ToTable(nameof(Transition));
            transition.HasKey(t => new { t.From, t.To });
            transition.Property(t => t.From).HasMaxLength(40);
            transition.Property(t => t.To).HasMaxLength(40);
        });
        model.Entity<Status>(status =>
        {
            status.ToTable(nameof(Status));
            status.HasKey(s => s.Key);
            status.Property(s => s.Key).HasMaxLength(40);
        });
    }

    private static void MapFields(ModelBuilder model)
    {
        model.Entity<FieldDefinition>(field =>
        {
            field.ToTable(nameof(FieldDefinition));
            field.HasKey(f => new { f.Owner, f.Key });
            field.Property(f => f.Key).HasMaxLength(40);
        });
        model.Entity<FieldValue>(field =>
        {
            field.ToTable(nameof(FieldValue));
            field.HasKey(f => new { f.Owner, f.OwnerId, f.Key });
            field.Property(f => f.Key).HasMaxLength(40);
            field.Property(f => f.Text).HasMaxLength(FieldValue.LongestText);
            field.HasIndex(f => new { f.Owner, f.Key, f.Text });
            field.HasIndex(f => new { f.Owner, f.Key, f.Number });
            field.HasIndex(f => new { f.Owner, f.Key, f.Instant });
        });
    }

    private static void MapTickets(ModelBuilder model)
    {
        model.Entity<Ticket>(ticket =>
        {
            ticket.ToTable(nameof(Ticket));
            ticket.Property(t => t.Id).ValueGeneratedNever();
            ticket.Property(t => t.Number).HasMaxLength(40);
            ticket.Property(t => t.Version).IsConcurrencyToken();
            ticket.Property(t => t.Subject).HasMaxLength(Ticket.LongestSubject);
            ticket.Property(t => t.StatusKey).HasMaxLength(40);
            ticket.Property(t => t.TypeKey).HasMaxLength(40);
            ticket.HasIndex(t => new { t.RequesterId, t.UpdatedAt });
            ticket.HasIndex(t => new { t.OrganisationId, t.UpdatedAt });
            ticket.HasIndex(t => new { t.UpdatedAt, t.Id });
            ticket.HasIndex(t => new { t.StatusKind, t.UpdatedAt });
            ticket.HasIndex(t => new { t.DepartmentId, t.UpdatedAt });
            ticket.HasIndex(t => new { t.AssigneeId, t.UpdatedAt });
        });
        model.Entity<TicketNumber>(number =>
        {
            number.ToTable(nameof(TicketNumber));
            number.HasKey(n => n.Number);
            number.Property(n => n.Number).HasMaxLength(40);
            number.HasIndex(n => n.TicketId);
        });
        model.Entity<CcRecipient>(cc =>
        {
            cc.ToTable("Cc");
            cc.Property(c => c.Id).ValueGeneratedNever();
            cc.Property(c => c.Address).HasMaxLength(Person.LongestAddress);
            cc.Property(c => c.FoldedAddress).HasMaxLength(Person.LongestAddress);
            cc.Property(c => c.Name).HasMaxLength(Person.LongestName);
            cc.HasIndex(c => new { c.TicketId, c.FoldedAddress }).IsUnique();
        });
        model.Entity<Receipt>(receipt =>
        {
            receipt.ToTable(nameof(Receipt));
            receipt.HasKey(r => new { r.PersonId, r.Key });
            receipt.Property(r => r.Key).HasMaxLength(Receipt.LongestKey);
            receipt.Property(r => r.Fingerprint).HasMaxLength(64);
            receipt.HasIndex(r => r.CreatedAt);
        });
        model.Entity<HeldForm>(form =>
        {
            form.ToTable(nameof(HeldForm));
            form.HasKey(f => f.PersonId);
            form.Property(f => f.PersonId).ValueGeneratedNever();
            form.Property(f => f.Path).HasMaxLength(HeldForm.LongestPath);
            form.HasIndex(f => f.HeldAt);
        });
    }

    private static void MapConversation(ModelBuilder model)
    {
        model.Entity<Message>(message =>
        {
            message.ToTable(nameof(Message));
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.Channel).HasMaxLength(20);
            message.HasIndex(m => new { m.TicketId, m.OccurredAt });
        });
        model.Entity<HistoryEntry>(entry =>
        {
            entry.ToTable("History");
            entry.Property(h => h.Id).ValueGeneratedNever();
            entry.Property(h => h.Channel).HasMaxLength(20);
            entry.HasIndex(h => new { h.TicketId, h.Version }).IsUnique();
        });
        model.Entity<Attachment>(attachment =>
        {
            attachment.ToTable(nameof(Attachment));
            attachment.Property(a => a.Id).ValueGeneratedNever();
            attachment.Property(a => a.FileName).HasMaxLength(Attachment.LongestName);
            attachment.Property(a => a.ContentType).HasMaxLength(200);
            attachment.Property(a => a.Hash).HasMaxLength(64);
            // Two messages may reach for one draft at once: the second finds it taken.
            attachment.Property(a => a.MessageId).IsConcurrencyToken();
            attachment.HasIndex(a => a.TicketId);
            attachment.HasIndex(a => a.Hash);
            attachment.Ignore(a => a.IsDraft);
        });
        model.Entity<ReplyToken>(token =>
        {
            token.ToTable(nameof(ReplyToken));
            token.HasKey(t => t.Token);
            token.Property(t => t.Token).HasMaxLength(ReplyToken.LongestToken);
            token.Property(t => t.FoldedAddress).HasMaxLength(Person.LongestAddress);
            token.HasIndex(t => new { t.TicketId, t.FoldedAddress });
        });
        model.Entity<Mail>(mail =>
        {
            mail.ToTable(nameof(Mail));
            mail.Property(m => m.Id).ValueGeneratedNever();
            mail.Property(m => m.MessageId).HasMaxLength(250);
            mail.Property(m => m.From).HasMaxLength(600);
            mail.Property(m => m.To).HasMaxLength(600);
            mail.Property(m => m.ReplyTo).HasMaxLength(600);
            mail.Property(m => m.Template).HasMaxLength(60);
            mail.HasIndex(m => m.MessageId).IsUnique();
            mail.Property(m => m.FoldedAddress).HasMaxLength(Person.LongestAddress);
            mail.HasIndex(m => new { m.TicketId, m.FoldedAddress });
            mail.HasIndex(m => m.RecipientId);
        });
    }

    private static void MapSearch(ModelBuilder model)
    {
        model.Entity<IndexedDocument>(document =>
        {
            document.ToTable("SearchDocument");
            document.Property(d => d.Id).ValueGeneratedNever();
            document.Property(d => d.Source).HasMaxLength(IndexedDocument.LongestSource);
            document.Property(d => d.Key).HasMaxLength(IndexedDocument.LongestKey);
            document.Property(d => d.Language).HasMaxLength(IndexedDocument.LongestLanguage);
            document.Property(d => d.Audience).HasMaxLength(IndexedDocument.LongestAudience);
            document.Property(d => d.Title).HasMaxLength(IndexedDocument.LongestTitle);
            document.Property(d => d.FoldedTitle).HasMaxLength(IndexedDocument.LongestFoldedTitle);
            document.Property(d => d.Keywords).HasMaxLength(IndexedDocument.LongestSummary);
            document.Property(d => d.Summary).HasMaxLength(IndexedDocument.LongestSummary);
            document.HasIndex(d => new { d.Source, d.Key, d.Language }).IsUnique();
            document.HasIndex(d => new { d.Source, d.FoldedTitle });
        });
        model.Entity<IndexedTerm>(term =>
        {
            term.ToTable("SearchTerm");
            // The term first: it is asked for in every language at once.
            term.HasKey(t => new { t.Term, t.Language });
            term.Property(t => t.Language).HasMaxLength(IndexedDocument.LongestLanguage);
            term.Property(t => t.Term).HasMaxLength(IndexedTerm.Longest);
        });
        model.Entity<VocabularyWord>(word =>
        {
            word.ToTable("SearchWord");
            word.HasKey(w => new { w.Language, w.Word });
            word.Property(w => w.Language).HasMaxLength(IndexedDocument.LongestLanguage);
            word.Property(w => w.Word).HasMaxLength(VocabularyWord.Longest);
            word.Property(w => w.First).HasMaxLength(VocabularyWord.Ends);
            word.Property(w => w.Last).HasMaxLength(VocabularyWord.Ends);
            word.HasIndex(w => new { w.Language, w.First, w.Letters });
            word.HasIndex(w => new { w.Language, w.Last, w.Letters });
        });
    }

    private static void MapOutbox(ModelBuilder model)
    {
        model.Entity<OutboxRow>(row =>
        {
            row.ToTable("Outbox");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Receiver).HasMaxLength(100);
            row.Property(r => r.PluginId).HasMaxLength(40);
            row.Property(r => r.EventName).HasMaxLength(60);
            row.Property(r => r.Lane).HasMaxLength(120);
            row.Property(r => r.Trace).HasMaxLength(60);
            row.Property(r => r.Lease).HasMaxLength(40);
            row.Property(r => r.Node).HasMaxLength(40);
            row.Property(r => r.LastError).HasMaxLength(2000);
            row.HasIndex(r => new { r.State, r.DueAt });
            row.HasIndex(r => new { r.Lane, r.LanePosition });
            row.HasIndex(r => r.Lease);
        });
        model.Entity<Subscription>(subscription =>
        {
            subscription.ToTable(nameof(Subscription));
            subscription.HasKey(s => s.Receiver);
            subscription.Property(s => s.Receiver).HasMaxLength(100);
            subscription.Property(s => s.PluginId).HasMaxLength(40);
            subscription.Property(s => s.EventName).HasMaxLength(60);
        });
        model.Entity<CronRow>(cron =>
        {
            cron.ToTable("Cron");
            cron.HasKey(c => c.Receiver);
            cron.Property(c => c.Receiver).HasMaxLength(100);
            cron.Property(c => c.PluginId).HasMaxLength(40);
            cron.Property(c => c.Schedule).HasMaxLength(100);
        });
    }

    private static void MapPlugins(ModelBuilder model)
    {
        model.Entity<PluginRow>(plugin =>
        {
            plugin.ToTable("Plugin");
            plugin.Property(p => p.Id).HasMaxLength(40);
            plugin.Property(p => p.WantedVersion).HasMaxLength(60);
            plugin.Property(p => p.RunningVersion).HasMaxLength(60);
            plugin.Property(p => p.Sentence).HasMaxLength(2000);
            plugin.Property(p => p.FailedVersion).HasMaxLength(60);
            plugin.Property(p => p.FailedSentence).HasMaxLength(2000);
            plugin.Ignore(p => p.Record);
        });
        model.Entity<PluginSetting>(setting =>
        {
            setting.ToTable(nameof(PluginSetting));
            setting.HasKey(s => new { s.PluginId, s.Key });
            setting.Property(s => s.PluginId).HasMaxLength(40);
            setting.Property(s => s.Key).HasMaxLength(40);
        });
        model.Entity<PermissionGrant>(grant =>
        {
            grant.ToTable(nameof(PermissionGrant));
            grant.HasKey(g => new { g.PersonId, g.Permission });
            grant.Property(g => g.Permission).HasMaxLength(PermissionGrant.LongestName);
            grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
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
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("Audit");
            entry.Property(a => a.Id).ValueGeneratedNever();
            entry.Property(a => a.Channel).HasMaxLength(20);
            entry.Property(a => a.Act).HasMaxLength(60);
            entry.Property(a => a.Subject).HasMaxLength(200);
        });
    }

    private sealed class LocalizedTextConverter() : ValueConverter<LocalizedText, string>(text => text.ToJson(), json => LocalizedText.FromJson(json));
}
