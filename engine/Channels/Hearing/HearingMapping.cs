using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>What people chose to hear, and when.</summary>
internal static class HearingMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<HearingChoice>(choice =>
        {
            choice.ToTable(nameof(HearingChoice));
            choice.HasKey(c => new { c.PersonId, c.Kind, c.Channel });
        });
        model.Entity<HearingHours>(hours =>
        {
            hours.ToTable(nameof(HearingHours));
            hours.HasKey(h => h.PersonId);
            hours.Property(h => h.PersonId).ValueGeneratedNever();
            hours.Property(h => h.TimeZone).HasMaxLength(HearingHours.LongestTimeZone);
        });
    }
}
