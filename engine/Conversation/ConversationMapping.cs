using Helpdesk.Engine.Tickets.History;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Conversation;

/// <summary>What was said and done.</summary>
internal static class ConversationMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Message>(message =>
        {
            message.ToTable(nameof(Message));
            message.Property(m => m.Id).ValueGeneratedNever();
            message.Property(m => m.Channel).HasMaxLength(20);
            message.HasIndex(m => new { m.TicketId, m.OccurredAt });
        });
        model.Entity<MessagePage>(page =>
        {
            page.ToTable(nameof(MessagePage));
            page.HasKey(p => p.MessageId);
            page.Property(p => p.MessageId).ValueGeneratedNever();
        });
        model.Entity<HistoryEntry>(entry =>
        {
            entry.ToTable("History");
            entry.Property(h => h.Id).ValueGeneratedNever();
            entry.Property(h => h.Channel).HasMaxLength(20);
            entry.HasIndex(h => new { h.TicketId, h.Version }).IsUnique();
        });
    }
}
