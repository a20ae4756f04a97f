using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.Joining;

/// <summary>Who is to be let in.</summary>
internal static class JoiningMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AccessRequest>(request =>
        {
            request.ToTable(nameof(AccessRequest));
            request.Property(r => r.Id).ValueGeneratedNever();
            request.Property(r => r.Name).HasMaxLength(Person.LongestName);
            request.Property(r => r.Address).HasMaxLength(Person.LongestAddress);
            request.Property(r => r.FoldedAddress).HasMaxLength(Person.LongestAddress);
            request.Property(r => r.Language).HasMaxLength(20);
            request.Property(r => r.Note).HasMaxLength(AccessRequest.LongestNote);
            request.Property(r => r.Reason).HasMaxLength(AccessRequest.LongestNote);
            request.Ignore(r => r.StateForAsker);
            request.HasIndex(r => new { r.State, r.Id });
            request.HasIndex(r => new { r.RequestedById, r.CreatedAt });
        });
        model.Entity<AccessPolicy>(policy =>
        {
            policy.ToTable(nameof(AccessPolicy));
            policy.Property(p => p.Id).ValueGeneratedNever();
        });
    }
}
