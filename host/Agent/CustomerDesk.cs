using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Agent;

/// <summary>What staff want to know of the customer whose ticket they have before them (LU17).</summary>
internal sealed class CustomerDesk(DeskStore store)
{
    /// <summary>How many are counted: of a customer with thousands nobody wants to know how many thousands.</summary>
    public const int MostCounted = 99;

    private const int MostOthers = 5;

    public async Task<CustomerCard> FindAsync(Actor reader, TicketView view, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var requester = view.Requester.Id;
        var organisations = await tables.Memberships.Where(member => member.PersonId == requester)
            .Join(tables.Organisations, member => member.OrganisationId, organisation => organisation.Id, (_, organisation) => organisation.Name)
            .OrderBy(name => name).ToListAsync(cancellationToken);
        var services = await Sight.ServicesOf(tables, requester).OrderBy(service => service.Name).Select(service => service.Name).Take(MostOthers).ToListAsync(cancellationToken);
        return new CustomerCard(
            organisations,
            services,
            await Others(tables, reader, view).Take(MostCounted + 1).CountAsync(cancellationToken),
            await OthersAsync(tables, reader, view, MostOthers, cancellationToken));
    }

    /// <summary>Other tickets of the same customer, those first on which something happened last.</summary>
    public async Task<IReadOnlyList<OtherTicket>> OthersAsync(Actor reader, TicketView view, int most, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await OthersAsync(tables, reader, view, most, cancellationToken);
    }

    private static async Task<IReadOnlyList<OtherTicket>> OthersAsync(DeskTables tables, Actor reader, TicketView view, int most, CancellationToken cancellationToken) =>
        await Others(tables, reader, view).OrderByDescending(ticket => ticket.UpdatedAt).ThenByDescending(ticket => ticket.Id).Take(most)
            .Join(tables.Statuses, ticket => ticket.StatusKey, status => status.Key, (ticket, status) => new OtherTicket(ticket.Number, ticket.Subject, status.Kind, status.Name, ticket.UpdatedAt))
            .ToListAsync(cancellationToken);

    /// <summary>One that is part of another is that other.</summary>
    private static IQueryable<Ticket> Others(DeskTables tables, Actor reader, TicketView view)
    {
        var (id, requester) = (view.Ticket.Id, view.Requester.Id);
        return Sight.Of(reader).Tickets(tables).Where(ticket => ticket.RequesterId == requester && ticket.Id != id && ticket.MergedIntoId == null);
    }
}

/// <summary>The customer beside the ticket.</summary>
/// <param name="OthersCount">How many other tickets of hers the reader may see; one more than <see cref="CustomerDesk.MostCounted"/> for all that are more.</param>
/// <param name="Others">The last of them.</param>
internal sealed record CustomerCard(IReadOnlyList<string> Organisations, IReadOnlyList<string> Services, int OthersCount, IReadOnlyList<OtherTicket> Others);

/// <summary>Another ticket of the same person.</summary>
internal sealed record OtherTicket(string Number, string Subject, StatusKind Kind, LocalizedText Status, DateTimeOffset UpdatedAt);
