using System.Linq.Expressions;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

// ToLower is translated to the database's lower(), which knows neither cultures nor comparers.
#pragma warning disable CA1304, CA1311, CA1862, MA0011
namespace Helpdesk.Engine.People;

/// <summary>People for the eyes of administrators: how they stand with their accounts, and what became of their invitations.</summary>
internal sealed class AccountReader(DeskStore store)
{
    public const int PageSize = 50;

    private static readonly LambdaExpression[] Columns = [(Person p) => p.Name, (Person p) => p.Id];

    /// <summary>By name; those in whose name or address the words stand.</summary>
    /// <param name="after">The last person of the page before.</param>
    public async Task<PersonPage> ListAsync(string? search, long? after, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        IQueryable<Person> people = tables.People;
        if (StorableText.Of(search).Trim() is { Length: > 0 } words)
        {
            var folded = Person.Fold(words);
            people = people.Where(p => p.FoldedAddress.Contains(folded) || p.FoldedName.Contains(folded));
        }

        if (after is not null && await tables.People.FirstOrDefaultAsync(p => p.Id == after, cancellationToken) is { } last)
        {
            people = Keyset.After(people, Columns, [last.Name, last.Id], descending: false);
        }

        var found = await Keyset.Order(people, Columns, descending: false).Take(PageSize + 1).ToListAsync(cancellationToken);
        var shown = found.Take(PageSize).ToList();
        return new PersonPage(await LinesAsync(tables, shown, cancellationToken), found.Count > PageSize ? shown[^1].Id : null);
    }

    public async Task<PersonLine?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.People.FirstOrDefaultAsync(p => p.Id == id, cancellationToken) is { } person ? (await LinesAsync(tables, [person], cancellationToken))[0] : null;
    }

    private static async Task<IReadOnlyList<PersonLine>> LinesAsync(DeskTables tables, List<Person> people, CancellationToken cancellationToken)
    {
        var ids = people.ConvertAll(p => p.Id);
        var organisations = (await (
            from membership in tables.Memberships
            where ids.Contains(membership.PersonId)
            join organisation in tables.Organisations on membership.OrganisationId equals organisation.Id
            orderby organisation.Name
            select new { membership.PersonId, organisation.Id, organisation.Name }).ToListAsync(cancellationToken)).ToLookup(m => m.PersonId, m => new PersonOrganisation(m.Id, m.Name));
        var states = await MailStatesAsync(tables, ids, cancellationToken);
        var addresses = people.ConvertAll(p => p.FoldedAddress);
        var troubles = await tables.MailTroubles.Where(t => addresses.Contains(t.FoldedAddress)).ToDictionaryAsync(t => t.FoldedAddress, StringComparer.Ordinal, cancellationToken);
        return
        [
            .. people.Select(p => new PersonLine(
                p.Id, p.Name, p.Address, p.Role, p.Language, StateOf(p), [.. organisations[p.Id]], states.GetValueOrDefault(p.Id), p.InvitedAt) { Trouble = troubles.GetValueOrDefault(p.FoldedAddress) }),
        ];
    }

    private static PersonState StateOf(Person person) => person switch
    {
        { ErasedAt: not null } => PersonState.Erased,
        { DisabledAt: not null } => PersonState.Disabled,
        { IsGuest: true } => PersonState.Guest,
        { PasswordHash: not null } => PersonState.Active,
        { InvitedAt: not null } => PersonState.Invited,
        _ => PersonState.Added,
    };

    /// <summary>What is on its way or was given up is newer than what arrived, unless the ids say otherwise.</summary>
    private static async Task<Dictionary<long, AccountMailState>> MailStatesAsync(DeskTables tables, List<long> ids, CancellationToken cancellationToken)
    {
        var lanes = ids.ToDictionary(id => SendAccountMail.LaneOf(id), StringComparer.Ordinal);
        var keys = lanes.Keys.ToList();
        var rows = await tables.Outbox.Where(row => row.Lane != null && keys.Contains(row.Lane))
            .Select(row => new { row.Id, Lane = row.Lane!, row.State, row.OccurredAt, row.LastError }).ToListAsync(cancellationToken);
        var sent = await MailReader.LatestAccountMailAsync(tables, ids, cancellationToken);
        return rows.Select(row => (Person: lanes[row.Lane], row.Id, State: new AccountMailState(
                row.State == OutboxState.Dead ? MailState.Refused : MailState.Waiting, row.OccurredAt, WordsOf(row.LastError))))
            .Concat(sent.Select(mail => (Person: mail.PersonId, mail.Id, State: new AccountMailState(mail.WasSent ? MailState.Sent : MailState.Kept, mail.CreatedAt, ""))))
            .GroupBy(mail => mail.Person)
            .ToDictionary(group => group.Key, group => group.MaxBy(mail => mail.Id).State);
    }

    /// <summary>Without the name of the exception, which says nothing to administrators.</summary>
    private static string WordsOf(string? error) =>
        error is null ? "" : error[(error.IndexOf(": ", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];
}
