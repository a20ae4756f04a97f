using Helpdesk.Engine.People;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Access;

/// <summary>Who may do what, and by which token.</summary>
internal static class AccessMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ApiToken>(token =>
        {
            token.ToTable(nameof(ApiToken));
            token.Property(t => t.Id).ValueGeneratedNever();
            token.Property(t => t.Hash).HasMaxLength(64);
            token.Property(t => t.Scopes).HasMaxLength(1000);
            token.HasIndex(t => t.Hash).IsUnique();
        });
        model.Entity<PermissionGrant>(grant =>
        {
            grant.ToTable(nameof(PermissionGrant));
            grant.HasKey(g => new { g.PersonId, g.Permission });
            grant.Property(g => g.Permission).HasMaxLength(PermissionGrant.LongestName);
            grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
