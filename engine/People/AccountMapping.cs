using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>How people get in.</summary>
internal static class AccountMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AccountLink>(link =>
        {
            link.ToTable(nameof(AccountLink));
            link.Property(l => l.Id).ValueGeneratedNever();
            link.Property(l => l.Hash).HasMaxLength(64);
            link.HasIndex(l => l.Hash).IsUnique();
            link.HasIndex(l => l.PersonId);
        });
        model.Entity<Session>(session =>
        {
            session.ToTable(nameof(Session));
            session.Property(s => s.Id).ValueGeneratedNever();
            session.Property(s => s.Stamp).HasMaxLength(40);
            session.Property(s => s.Browser).HasMaxLength(Session.LongestBrowser);
            session.Property(s => s.Place).HasMaxLength(Session.LongestPlace);
            session.HasIndex(s => s.PersonId);
            session.HasIndex(s => s.SeenAt);
        });
        model.Entity<SignInGuard>(guard =>
        {
            guard.ToTable(nameof(SignInGuard));
            guard.HasKey(g => g.Key);
            guard.Property(g => g.Key).HasMaxLength(64);
            // Two who count at the same time: the second counts anew.
            guard.Property(g => g.Failures).IsConcurrencyToken();
            guard.HasIndex(g => g.LastFailureAt);
        });
    }
}
