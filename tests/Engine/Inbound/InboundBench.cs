using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tests.Notifications;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>A desk with one mailbox, into which messages are put as a mail program would send them.</summary>
internal sealed class InboundBench : IAsyncDisposable
{
    public const string Mailbox = "support@demo.example";

    private int _mails;

    private InboundBench(MailDesk desk)
    {
        Desk = desk;
        Inbound = MakeDesk();
    }

    public MailDesk Desk { get; }

    public InboundDesk Inbound { get; }

    public InboundRules Rules { get; set; } = new() { Department = "support", Senders = SenderPolicy.Added, OwnAddresses = new[] { Mailbox, "sales@demo.example" }.ToFrozenSet(StringComparer.Ordinal) };

    public static async Task<InboundBench> OpenAsync(string provider = "sqlite")
    {
        var desk = await MailDesk.OpenAsync(provider: provider);
        await desk.WriteAsync(unit => unit.Desk.Add(new Helpdesk.Engine.People.Joining.AccessPolicy(Helpdesk.Engine.People.Joining.WhoAdds.Staff)));
        return new InboundBench(desk);
    }

    /// <summary>As after a restart of the process.</summary>
    public InboundDesk MakeDesk(IBlobStore? blobs = null) => new(
        Desk.Store,
        new InboundActs(Desk.Store, Desk.Tickets, new AttachmentDesk(Desk.Store, blobs ?? Desk.Blobs, new AttachmentOptions(), NullLogger<AttachmentDesk>.Instance), new InboundWording(new PhraseBook(typeof(PhraseBook).Assembly))),
        NullLogger<InboundDesk>.Instance);

    /// <summary>A mail of its own: no two are alike unless they are meant to be.</summary>
    public InboundMessage From(string? address, string text = "It does not work.", string subject = "Help", string? name = null)
    {
        var number = ++_mails;
        return Sealed(new InboundMessage
        {
            Source = $"mail:{Mailbox}",
            ContentHash = "",
            ReceivedAt = Desk.Clock.GetUtcNow(),
            From = address is null ? null : new InboundAddress(name, address),
            To = [new InboundAddress(Name: null, Mailbox)],
            Subject = subject,
            Text = $"{text} ({number})",
            MessageId = $"m{number}@program.example",
        });
    }

    public static InboundMessage Sealed(InboundMessage message) =>
        message with { ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.From}|{message.Subject}|{message.Text}"))) };

    public Task<InboundVerdict> TakeAsync(InboundMessage message) => Inbound.ReceiveAsync(message, Rules, CancellationToken.None);

    /// <summary>An answer to a mail of ours, as programs write it: to its Reply-To, with its Message-ID.</summary>
    public InboundMessage Answer(Mail mail, string from, string text = "It works now.")
    {
        var replyTo = mail.ReplyTo[(mail.ReplyTo.LastIndexOf('<') + 1)..].TrimEnd('>');
        return From(from, text, "Re: " + mail.Subject) with { Answers = [mail.MessageId], Tokens = [TokenOf(replyTo)] };
    }

    public static string TokenOf(string address) => address[(address.IndexOf('+', StringComparison.Ordinal) + 1)..address.LastIndexOf('@')];

    public async Task<Ticket> TicketAsync(InboundVerdict verdict) => await Desk.FindAsync(verdict.TicketId!.Value);

    public async Task<IReadOnlyList<Message>> MessagesAsync(long ticketId)
    {
        await using var tables = Desk.Store.Read();
        return await tables.AllMessages.Where(m => m.TicketId == ticketId).OrderBy(m => m.Id).ToListAsync();
    }

    /// <summary>The mails that went out since the last look.</summary>
    public async Task<IReadOnlyList<Mail>> SentAsync()
    {
        var before = (await Desk.SentAsync()).Select(mail => mail.Id).ToHashSet();
        await Desk.DeliverAsync();
        return [.. (await Desk.SentAsync()).Where(mail => !before.Contains(mail.Id))];
    }

    public async Task<Mail> OpenedAsync(Person requester, Person agent, string words = "Have you tried water?")
    {
        var ticket = await Desk.OpenTicketAsync(requester);
        await Desk.DeliverAsync();
        await Desk.ReplyAsync(ticket, agent, words);
        await Desk.DeliverAsync();
        return (await Desk.SentAsync()).Last(mail => mail.RecipientId == requester.Id);
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
