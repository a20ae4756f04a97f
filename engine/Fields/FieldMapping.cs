using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Fields;

/// <summary>What the provider asks for.</summary>
internal static class FieldMapping
{
    public static void Map(ModelBuilder model)
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
}
