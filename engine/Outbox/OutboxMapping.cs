using Helpdesk.Engine.Outbox.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Outbox;

/// <summary>What is on its way, and to whom.</summary>
internal static class OutboxMapping
{
    public static void Map(ModelBuilder model)
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
}
