using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Priorities;

/// <summary>Priorities, and the table by which they are found.</summary>
internal static class PriorityMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Priority>(priority =>
        {
            priority.ToTable(nameof(Priority));
            priority.Property(p => p.Id).ValueGeneratedNever();
            priority.Property(p => p.Key).HasMaxLength(Priority.LongestKey);
            priority.HasIndex(p => p.Key).IsUnique();
        });
        model.Entity<Classification>(row =>
        {
            row.ToTable(nameof(Classification));
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Code).HasMaxLength(Classification.LongestCode);
            row.Property(r => r.PriorityKey).HasMaxLength(Priority.LongestKey);
            row.Property(r => r.Reference).HasMaxLength(Classification.LongestReference);
            row.HasIndex(r => r.Code).IsUnique();
        });
    }
}
