using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications.Templating;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications.Holding;

/// <summary>Writes one mail about all tickets of a brand of which somebody hears once a day.</summary>
internal sealed class SummaryComposer(DeskStore store, MailWording wording, NewsWording news, ReplyTokens replyTokens, DeskAddress address, IMailTransport transport)
{
    /// <summary>So many tickets, those with the latest news, are told of; of the others, how many they are.</summary>
    public const int MostTickets = 40;

    /// <summary>So much news of each, the latest; of the rest, how much it is.</summary>
    public const int MostOfEach = 3;

    /// <summary>So many ids go into one question.</summary>
    private const int AtATime = 500;

    private const string NoTicket = "summary";

    /// <param name="about">What there is to tell, the oldest first.</param>
    /// <param name="rowId">The outbox row: the mail's id, and part of its Message-ID.</param>
    /// <returns>Null when there is nothing that she may read.</returns>
    public async Task<ComposedMail?> ComposeAsync(IReadOnlyList<SendMailArguments> about, long personId, long brandId, long rowId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var left = new Queue<IGrouping<long, SendMailArguments>>(about.GroupBy(one => one.TicketId).Reverse());
        var told = new List<(IReadOnlyList<News> News, int More)>();
        while (told.Count < MostTickets && left.TryDequeue(out var ticket))
        {
            if (await ReadAsync(tables, [.. ticket.TakeLast(MostOfEach)], cancellationToken) is { Count: > 0 } read)
            {
                told.Add((read, Math.Max(0, ticket.Count() - MostOfEach)));
            }
        }

        if (told.Count == 0 || await tables.Brands.FirstOrDefaultAsync(b => b.Id == brandId, cancellationToken) is not { } brand)
        {
            return null;
        }

        var person = told[0].News[0].Facts.Recipient;
        if (person.IsStopped)
        {
            return null;
        }

        var others = await CountAsync(tables, person, [.. left.Select(ticket => ticket.Key)], cancellationToken);
        var mutes = new Dictionary<long, string>();
        foreach (var (one, _) in told)
        {
            var ticketId = one[0].Facts.Ticket.Id;
            mutes.Add(ticketId, address.OfMute((await replyTokens.OfAsync(brand.SenderAddress, ticketId, Person.Fold(person.Address), cancellationToken)).MuteToken).AbsoluteUri);
        }

        var words = wording.Write(MailTemplateNames.Summary, person.Language, culture => new TemplateValues
        {
            { "ticket", (TemplateValues?)null },
            { "message", (TemplateValues?)null },
            { "brand", new TemplateValues { { "name", brand.Name } } },
            { "recipient", new TemplateValues { { "name", person.Name }, { "is_staff", person.IsStaff } } },
            { "count", (told.Count + others).ToString(culture) },
            { "is_one", told.Count + others == 1 },
            { "tickets", [.. told.Select(one => Ticket(one.News, one.More, mutes, culture))] },
            { "others", others > 0 ? others.ToString(culture) : null },
            { "link", address.OfHearing().AbsoluteUri },
        });
        var sender = new Mailbox(brand.Name, brand.SenderAddress).ToString();
        var mail = new Mail(
            rowId, MailTemplateNames.Summary, ticketId: null, personId, MessageIds.Of(rowId, NoTicket, brand.SenderAddress), sender, new Mailbox(person.Name, person.Address).ToString(),
            sender, words.Subject, words.Text, words.Html, references: "", isAutomatic: true, transport.IsConfigured, store.Time.Instant());
        return new ComposedMail(mail, Secret: null);
    }

    /// <summary>How many of them she may see and has not muted: all at once, however many there are.</summary>
    private static async Task<int> CountAsync(DeskTables tables, MailRecipient person, IReadOnlyList<long> tickets, CancellationToken cancellationToken)
    {
        var count = 0;
        var muted = Sight.FollowingsOf(tables, person.Id!.Value).Where(f => !f.IsOn).Select(f => f.TicketId);
        foreach (var some in tickets.Chunk(AtATime))
        {
            count += await person.Sight.Tickets(tables).CountAsync(t => some.Contains(t.Id) && !muted.Contains(t.Id), cancellationToken);
        }

        return count;
    }

    private static async Task<IReadOnlyList<News>> ReadAsync(DeskTables tables, IReadOnlyList<SendMailArguments> about, CancellationToken cancellationToken)
    {
        var read = new List<News>();
        foreach (var one in about)
        {
            if (await MailFacts.ReadAsync(tables, one, cancellationToken) is { } facts)
            {
                read.Add(new News(one.Template, facts));
            }
        }

        return read;
    }

    private TemplateValues Ticket(IReadOnlyList<News> told, int more, Dictionary<long, string> mutes, CultureInfo culture)
    {
        var ticket = told[^1].Facts.Ticket;
        return new TemplateValues
        {
            { "number", ticket.Number },
            { "subject", ticket.Subject },
            { "link", address.OfTicket(ticket.Number, told.Any(one => MailTemplateNames.IsForStaff(one.Template))).AbsoluteUri },
            { "mute_link", mutes[ticket.Id] },
            { "items", [.. told.Select(one => new TemplateValues { { "sentence", news.Sentence(one, culture) }, { "excerpt", NewsWording.Excerpt(one) } })] },
            { "more", more > 0 ? more.ToString(culture) : null },
        };
    }
}
