using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Audit;

/// <summary>What administrators answer for.</summary>
internal static class AuditMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("Audit");
            entry.Property(a => a.Id).ValueGeneratedNever();
            entry.Property(a => a.Channel).HasMaxLength(20);
            entry.Property(a => a.Act).HasMaxLength(60);
            entry.Property(a => a.Subject).HasMaxLength(200);
        });
    }
}
