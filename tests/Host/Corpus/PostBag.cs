using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Helpdesk.Host.Tests.Corpus;

/// <summary>The mail that a desk has written, as it arrives: through the bytes that go over the line.</summary>
internal sealed class PostBag(RunningDesk desk)
{
    private const string Frame = "----------------------------------------";

    /// <summary>Waits until each of the tickets has sent a person a mail with what was said on it, and returns these by ticket.</summary>
    public async Task<ILookup<long, Letter>> WaitAsync(long recipientId, IReadOnlyCollection<long> ticketIds)
    {
        List<Mail> mails = [];
        await Patience.UntilAsync(
            async () =>
            {
                await using var tables = desk.Services.GetRequiredService<DeskStore>().Read();
                // A receipt says that the ticket is there, and nothing of what was written.
                mails = await tables.AllMail
                    .Where(mail => mail.RecipientId == recipientId && ticketIds.Contains(mail.TicketId!.Value) && mail.Text.Contains(Frame))
                    .ToListAsync();
                return mails.Select(mail => mail.TicketId).Distinct().Count() == ticketIds.Count;
            },
            $"{ticketIds.Count} tickets have written to {recipientId}");
        return mails.Select(Letter.Arrive).ToLookup(letter => letter.TicketId);
    }
}

/// <summary>A mail as its recipient's program reads it.</summary>
internal sealed record Letter(long TicketId, string Subject, string Text, IHtmlDocument Html)
{
    public string HtmlWords => Html.QuerySelector("pre.words")!.TextContent;

    public static Letter Arrive(Mail mail)
    {
        using var raw = new MemoryStream();
        using (var message = MimeMail.Of(mail))
        {
            message.Prepare(EncodingConstraint.SevenBit);
            message.WriteTo(raw);
        }

        raw.Position = 0;
        using var arrived = MimeMessage.Load(raw);
        return new Letter(mail.TicketId!.Value, arrived.Subject!, Promise.Lines(arrived.TextBody!), new HtmlParser().ParseDocument(arrived.HtmlBody!));
    }

    /// <summary>Whether the text is there, all of it and nothing with it.</summary>
    public bool Carries(string body)
    {
        const string Frame = "\n----------------------------------------\n";
        return Text.Contains(Frame + Promise.Lines(body) + Frame, StringComparison.Ordinal);
    }
}
