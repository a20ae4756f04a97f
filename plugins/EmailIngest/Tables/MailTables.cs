using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Tables;

/// <summary>Mailboxes, and the book of what came by them.</summary>
internal sealed class MailTables(DbContextOptions<MailTables> options) : PluginTables(options)
{
    public override string PluginId => EmailIngestPlugin.Id;

    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();

    public DbSet<MailboxState> States => Set<MailboxState>();

    public DbSet<MailRecord> Records => Set<MailRecord>();

    protected override void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Mailbox>(mailbox =>
        {
            mailbox.ToTable("Mailbox");
            mailbox.Property(m => m.Id).ValueGeneratedNever();
            mailbox.Property(m => m.Name).HasMaxLength(Mailbox.LongestName);
            mailbox.Property(m => m.Address).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.FoldedAddress).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.Host).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.UserName).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.Password).HasMaxLength(Mailbox.LongestSecret);
            mailbox.Property(m => m.TokenAddress).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.ClientId).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.Scope).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.RefreshToken).HasMaxLength(Mailbox.LongestSecret);
            mailbox.Property(m => m.EndpointSecret).HasMaxLength(Mailbox.LongestSecret);
            mailbox.Property(m => m.Folder).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.Department).HasMaxLength(Mailbox.LongestName);
            mailbox.Property(m => m.Type).HasMaxLength(Mailbox.LongestName);
            mailbox.Property(m => m.Language).HasMaxLength(Mailbox.LongestName);
            mailbox.Property(m => m.TrustedServers).HasMaxLength(Mailbox.LongestText);
            mailbox.Property(m => m.FallbackCharset).HasMaxLength(Mailbox.LongestName);
            mailbox.Property(m => m.Version).IsConcurrencyToken();
            mailbox.HasIndex(m => m.Name).IsUnique();
            mailbox.HasIndex(m => m.FoldedAddress).IsUnique();
        });
        modelBuilder.Entity<MailboxState>(state =>
        {
            state.ToTable("State");
            state.HasKey(s => s.MailboxId);
            state.Property(s => s.MailboxId).ValueGeneratedNever();
            state.Property(s => s.Fault).HasMaxLength(MailboxState.LongestFault);
            state.Property(s => s.Holder).HasMaxLength(MailboxState.LongestHolder);
        });
        modelBuilder.Entity<MailRecord>(record =>
        {
            record.ToTable("Record");
            record.Property(r => r.Id).ValueGeneratedNever();
            record.Property(r => r.Key).HasMaxLength(MailRecord.LongestKey);
            record.Property(r => r.Raw).HasMaxLength(64);
            record.Property(r => r.ContentHash).HasMaxLength(64);
            record.Property(r => r.From).HasMaxLength(MailRecord.LongestAddress);
            record.Property(r => r.Subject).HasMaxLength(MailRecord.LongestSubject);
            record.Property(r => r.Because).HasMaxLength(MailRecord.LongestBecause);
            record.Property(r => r.Fault).HasMaxLength(MailRecord.LongestFault);
            record.HasIndex(r => new { r.MailboxId, r.Key }).IsUnique();
            record.HasIndex(r => new { r.Outcome, r.Id });
            record.HasIndex(r => r.ContentHash);
            record.HasIndex(r => r.Raw);
            record.HasIndex(r => r.TicketId);
            record.HasIndex(r => r.AuthorId);
            record.HasIndex(r => new { r.From, r.Id });
        });
    }
}
