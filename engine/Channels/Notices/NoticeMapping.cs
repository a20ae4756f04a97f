using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notices;

/// <summary>Lists of news.</summary>
internal static class NoticeMapping
{
    public static void Map(ModelBuilder model) => model.Entity<Notice>(notice =>
    {
        notice.ToTable(nameof(Notice));
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.Template).HasMaxLength(60);
        notice.HasIndex(n => new { n.PersonId, n.Id });
        // Counted at each page: those that are new are few.
        notice.HasIndex(n => new { n.PersonId, n.TicketId }, "ix_desk_notice_unseen").HasFilter("seen_at IS NULL");
        notice.HasIndex(n => n.CreatedAt);
    });
}
