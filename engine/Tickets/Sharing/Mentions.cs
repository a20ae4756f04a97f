using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>
/// Who is to be told of a message because it names her: <c>@</c>, at the beginning of a word, and her whole name (row B6). Only
/// whom the author may tell counts; any other name is text, whether there is such a person or not. Where several have
/// the name, all are meant. Typed by hand, put in by the page's list or written in a mail, it is the same.
/// </summary>
internal static class Mentions
{
    /// <summary>How many of a message are looked at.</summary>
    public const int Most = 20;

    /// <summary>Scripts that put spaces between words end below this (Latin, Greek, Cyrillic, Arabic and more); Chinese, Japanese and Korean begin here.</summary>
    private const char FirstOfEastAsia = '\u2E80';

    /// <summary>
    /// The people whom an author may tell. Of a note: the staff. Of a reply, a customer: the staff who see the ticket, and the
    /// members of her organisations (row B6). Of a reply, staff: the staff, the customers who see the ticket, and the
    /// members of its organisation.
    /// </summary>
    public static IQueryable<Person> MayBeTold(DeskTables tables, Actor author, TicketSnapshot ticket, bool isNote)
    {
        var there = tables.People.Where(p => p.DisabledAt == null && p.Id != author.PersonId);
        if (isNote)
        {
            return there.Where(p => p.Role > Role.Customer);
        }

        var (ticketId, organisationId) = (ticket.Id, ticket.OrganisationId);
        var customers = author.IsStaff
            ? Sight.CustomersOf(tables, ticketId).Select(p => p.Id)
                .Concat(tables.Memberships.Where(m => m.OrganisationId == organisationId).Select(m => m.PersonId))
            : Sight.Of(author).Nameable(tables).Select(p => p.Id);
        var staff = author.IsStaff ? tables.People.Where(p => p.Role > Role.Customer) : Sight.StaffOf(tables, ticketId);
        var ids = staff.Select(p => p.Id).Concat(customers);
        return there.Where(p => ids.Contains(p.Id));
    }

    /// <summary>Whom a message names, in its order.</summary>
    public static async Task<IReadOnlyList<Person>> FindAsync(DeskTables tables, Actor author, TicketSnapshot ticket, SayingAct saying, CancellationToken cancellationToken)
    {
        var found = new List<Person>();
        foreach (var tail in Tails(TextOf(saying)).Take(Most))
        {
            found.AddRange(await NamedAsync(tables, author, ticket, saying, tail, cancellationToken));
        }

        return [.. found.DistinctBy(person => person.Id)];
    }

    /// <summary>Whether somebody sees a ticket.</summary>
    public static Task<bool> SeesAsync(DeskTables tables, TicketSnapshot ticket, Person person, CancellationToken cancellationToken) =>
        Sight.Of(new Actor(person.Id, person.Role, "")).Ticket(tables, ticket.Id).AnyAsync(cancellationToken);

    /// <summary>Those of the longest name with which the text begins: Anna Smith, not Anna.</summary>
    private static async Task<IEnumerable<Person>> NamedAsync(DeskTables tables, Actor author, TicketSnapshot ticket, SayingAct saying, string tail, CancellationToken cancellationToken)
    {
        // Translated to the database's own comparison of characters.
#pragma warning disable CA1310, MA0074
        var named = await MayBeTold(tables, author, ticket, saying is Note).Where(p => tail.StartsWith(p.FoldedName)).ToListAsync(cancellationToken);
#pragma warning restore CA1310, MA0074
        return named.Where(p => p.FoldedName.Length > 0 && EndsWord(tail, p.FoldedName.Length)).GroupBy(p => p.FoldedName.Length).MaxBy(name => name.Key) ?? Enumerable.Empty<Person>();
    }

    private static string TextOf(SayingAct saying) => saying is { Format: MessageFormat.Html, Html: { } html } ? MessageMarkup.TextOf(html) : saying.Body;

    /// <summary>What stands behind each <c>@</c> that begins a word: in an address it doesn't.</summary>
    private static IEnumerable<string> Tails(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at == 0 || !IsOfWord(text[at - 1]))
            {
                var rest = text.AsSpan(at + 1);
                yield return Person.FoldName(rest[..Math.Min(rest.Length, Person.LongestName)].ToString());
            }
        }
    }

    private static bool EndsWord(string tail, int length) =>
        length == tail.Length || !IsOfWord(tail[length]) || !IsOfWord(tail[length - 1]);

    private static bool IsOfWord(char character) => character < FirstOfEastAsia && char.IsLetterOrDigit(character);
}
