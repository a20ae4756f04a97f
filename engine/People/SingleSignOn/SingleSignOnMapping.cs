using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.SingleSignOn;

/// <summary>Accounts at other providers.</summary>
internal static class SingleSignOnMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ExternalAccount>(account =>
        {
            account.ToTable(nameof(ExternalAccount));
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.Provider).HasMaxLength(ExternalAccount.LongestProvider);
            account.Property(a => a.Issuer).HasMaxLength(ExternalAccount.LongestIssuer);
            account.Property(a => a.Subject).HasMaxLength(ExternalAccount.LongestSubject);
            account.HasIndex(a => new { a.Subject, a.Issuer }).IsUnique();
            account.HasIndex(a => a.PersonId);
        });
        model.Entity<PendingAccount>(pending =>
        {
            pending.ToTable(nameof(PendingAccount));
            pending.Property(p => p.Id).ValueGeneratedNever();
            pending.Property(p => p.Provider).HasMaxLength(ExternalAccount.LongestProvider);
            pending.Property(p => p.Issuer).HasMaxLength(ExternalAccount.LongestIssuer);
            pending.Property(p => p.Subject).HasMaxLength(ExternalAccount.LongestSubject);
            pending.HasIndex(p => p.ExpiresAt);
        });
    }
}
