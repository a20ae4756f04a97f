using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Workflow;

/// <summary>Where a ticket can stand, and the ways between.</summary>
internal static class WorkflowMapping
{
    public static void Map(ModelBuilder model)
    {
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
}
