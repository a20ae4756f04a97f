using Helpdesk.Engine.People;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Brands;

/// <summary>Names under which the desk answers.</summary>
internal static class BrandMapping
{
    public static void Map(ModelBuilder model)
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
    }
}
