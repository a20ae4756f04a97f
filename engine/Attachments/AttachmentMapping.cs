using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Attachments;

/// <summary>Files.</summary>
internal static class AttachmentMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Attachment>(attachment =>
        {
            attachment.ToTable(nameof(Attachment));
            attachment.Property(a => a.Id).ValueGeneratedNever();
            attachment.Property(a => a.FileName).HasMaxLength(Attachment.LongestName);
            attachment.Property(a => a.ContentType).HasMaxLength(200);
            attachment.Property(a => a.Hash).HasMaxLength(64);
            attachment.Property(a => a.ContentId).HasMaxLength(Attachment.LongestContentId);
            // Two messages may reach for one draft at once: the second finds it taken.
            attachment.Property(a => a.MessageId).IsConcurrencyToken();
            attachment.HasIndex(a => a.TicketId);
            attachment.HasIndex(a => a.Hash);
            attachment.Ignore(a => a.IsDraft);
        });
    }
}
