using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.SecondFactors;

/// <summary>What is asked beside a password.</summary>
internal static class SecondFactorMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<SecondFactor>(factor =>
        {
            factor.ToTable(nameof(SecondFactor));
            factor.HasKey(f => f.PersonId);
            factor.Property(f => f.PersonId).ValueGeneratedNever();
            factor.Property(f => f.Secret).HasMaxLength(SecondFactor.LongestSecret);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable(nameof(RecoveryCode));
            code.HasKey(c => new { c.PersonId, c.Hash });
            code.Property(c => c.Hash).HasMaxLength(64);
        });
    }
}
