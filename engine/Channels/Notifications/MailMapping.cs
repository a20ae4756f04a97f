using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.People;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Mail that went out, and the way back.</summary>
internal static class MailMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ReplyToken>(token =>
        {
            token.ToTable(nameof(ReplyToken));
            token.HasKey(t => t.Token);
            token.Property(t => t.Token).HasMaxLength(ReplyToken.LongestToken);
            token.Property(t => t.MuteToken).HasMaxLength(ReplyToken.LongestToken);
            token.HasIndex(t => t.MuteToken).IsUnique();
            token.Property(t => t.FoldedAddress).HasMaxLength(Person.LongestAddress);
            token.HasIndex(t => new { t.TicketId, t.FoldedAddress });
        });
        model.Entity<Mail>(mail =>
        {
            mail.ToTable(nameof(Mail));
            mail.Property(m => m.Id).ValueGeneratedNever();
            mail.Property(m => m.MessageId).HasMaxLength(250);
            mail.Property(m => m.From).HasMaxLength(600);
            mail.Property(m => m.To).HasMaxLength(600);
            mail.Property(m => m.ReplyTo).HasMaxLength(600);
            mail.Property(m => m.MuteLink).HasMaxLength(2048);
            mail.Property(m => m.Template).HasMaxLength(60);
            mail.HasIndex(m => m.MessageId).IsUnique();
            mail.Property(m => m.FoldedAddress).HasMaxLength(Person.LongestAddress);
            mail.HasIndex(m => new { m.TicketId, m.FoldedAddress });
            mail.Ignore(m => m.AutoSubmitted);
            mail.HasIndex(m => m.RecipientId);
        });
        model.Entity<MailTrouble>(trouble =>
        {
            trouble.ToTable(nameof(MailTrouble));
            trouble.HasKey(t => t.FoldedAddress);
            trouble.Property(t => t.FoldedAddress).HasMaxLength(Person.LongestAddress);
            trouble.Property(t => t.Reason).HasMaxLength(MailTrouble.LongestReason);
        });
        model.Entity<HeldMail>(held =>
        {
            held.ToTable(nameof(HeldMail));
            held.Property(h => h.Id).ValueGeneratedNever();
            held.Property(h => h.Template).HasMaxLength(60);
            held.HasIndex(h => new { h.RecipientId, h.TicketId });
            held.HasIndex(h => h.Due);
        });
    }
}
