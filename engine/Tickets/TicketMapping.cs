using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>Tickets, their numbers and types, who shares and follows them, and what keeps a form from counting twice.</summary>
internal static class TicketMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Ticket>(ticket =>
        {
            ticket.ToTable(nameof(Ticket));
            ticket.Property(t => t.Id).ValueGeneratedNever();
            ticket.Property(t => t.Number).HasMaxLength(40);
            ticket.Property(t => t.Version).IsConcurrencyToken();
            ticket.Property(t => t.Subject).HasMaxLength(Ticket.LongestSubject);
            ticket.Property(t => t.FoldedSubject).HasMaxLength(Ticket.LongestSubject);
            ticket.Property(t => t.StatusKey).HasMaxLength(40);
            ticket.Property(t => t.TypeKey).HasMaxLength(40);
            ticket.Property(t => t.PriorityKey).HasMaxLength(Priority.LongestKey);
            ticket.Property(t => t.ClassificationCode).HasMaxLength(Classification.LongestCode);
            ticket.HasIndex(t => new { t.RequesterId, t.UpdatedAt, t.Id });
            ticket.HasIndex(t => new { t.OrganisationId, t.UpdatedAt, t.Id });
            // What staff list: see TicketLists. None begins with the last change: PostgreSQL would go through it for any list.
            ticket.HasIndex(t => new { t.StatusKind, t.UpdatedAt, t.Id });
            ticket.HasIndex(t => new { t.DepartmentId, t.StatusKind, t.UpdatedAt, t.Id });
            ticket.HasIndex(t => new { t.AssigneeId, t.StatusKind, t.UpdatedAt, t.Id });
            ticket.HasIndex(t => new { t.PriorityKey, t.StatusKind, t.UpdatedAt, t.Id });
            // That a column is null is no order to PostgreSQL: what nobody has taken care of, or looked at, has an index of its own.
            ticket.HasIndex(t => new { t.StatusKind, t.UpdatedAt, t.Id }, "ix_desk_ticket_unassigned").HasFilter("assignee_id IS NULL");
            ticket.HasIndex(t => new { t.StatusKind, t.UpdatedAt, t.Id }, "ix_desk_ticket_unassessed").HasFilter("type_assessed_at IS NULL");
            ticket.HasIndex(t => t.MergedIntoId, "ix_desk_ticket_merged").HasFilter("merged_into_id IS NOT NULL");
            ticket.HasIndex(t => new { t.NumberLength, t.Number });
            ticket.HasIndex(t => new { t.FoldedSubject, t.Id });
        });
        model.Entity<TicketNumber>(number =>
        {
            number.ToTable(nameof(TicketNumber));
            number.HasKey(n => n.Number);
            number.Property(n => n.Number).HasMaxLength(40);
            number.HasIndex(n => n.TicketId);
        });
        model.Entity<TicketType>(type =>
        {
            type.ToTable(nameof(TicketType));
            type.HasKey(t => t.Key);
            type.Property(t => t.Key).HasMaxLength(40);
            type.Property(t => t.PluginId).HasMaxLength(40);
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
        model.Entity<TicketShare>(share =>
        {
            share.ToTable("Share");
            share.HasKey(s => new { s.TicketId, s.Kind, s.WithId });
            share.HasIndex(s => new { s.WithId, s.Kind });
        });
        model.Entity<Following>(following =>
        {
            following.ToTable(nameof(Following));
            following.HasKey(f => new { f.TicketId, f.PersonId });
            following.HasIndex(f => f.PersonId);
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
}
