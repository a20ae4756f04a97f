using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>The book of messages from outside, and those that wait.</summary>
internal static class InboundMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<InboundEntry>(entry =>
        {
            entry.ToTable(nameof(InboundEntry));
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Source).HasMaxLength(InboundEntry.LongestSource);
            entry.Property(e => e.ContentHash).HasMaxLength(InboundEntry.LongestHash);
            entry.Property(e => e.Receipt).HasMaxLength(InboundEntry.LongestReceipt);
            entry.Property(e => e.MessageIdHash).HasMaxLength(64);
            entry.Property(e => e.OriginalId).HasMaxLength(InboundEntry.LongestOriginalId);
            entry.Property(e => e.FoldedAddress).HasMaxLength(Person.LongestAddress);
            entry.Property(e => e.Because).HasMaxLength(400);
            entry.Property(e => e.SenderChecks).HasMaxLength(InboundEntry.LongestChecks);
            entry.HasIndex(e => new { e.ContentHash, e.MessageIdHash }).IsUnique();
            entry.HasIndex(e => e.MessageIdHash);
            entry.HasIndex(e => new { e.FoldedAddress, e.ReceivedAt });
            entry.HasIndex(e => e.MessageId);
            entry.HasIndex(e => e.TicketId);
        });
        model.Entity<InboundReference>(reference =>
        {
            reference.ToTable(nameof(InboundReference));
            reference.HasKey(r => new { r.EntryId, r.MessageIdHash });
            reference.Property(r => r.MessageIdHash).HasMaxLength(64);
            reference.HasIndex(r => r.MessageIdHash);
        });
        model.Entity<HeldMessage>(held =>
        {
            held.ToTable(nameof(HeldMessage));
            held.Property(h => h.Id).ValueGeneratedNever();
            held.Property(h => h.Name).HasMaxLength(Person.LongestName);
            held.Property(h => h.Address).HasMaxLength(Person.LongestAddress);
            held.Property(h => h.FoldedAddress).HasMaxLength(Person.LongestAddress);
            held.Property(h => h.Subject).HasMaxLength(Ticket.LongestSubject);
            held.HasIndex(h => new { h.State, h.HeldAt });
            held.HasIndex(h => h.FoldedAddress);
            held.HasIndex(h => h.TicketId);
        });
    }
}
