using Helpdesk.Engine.Access;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Portal;

/// <summary>What can be chosen in the forms of tickets. What is over (a department, a type, a service) is not among it.</summary>
internal sealed class TicketChoices(DeskStore store)
{
    public async Task<IReadOnlyList<Department>> DepartmentsAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Departments.Where(department => !department.IsRetired).OrderBy(department => department.Order).ThenBy(department => department.Key).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<TicketType>> TypesAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.TicketTypes.Where(type => type.IsOffered).OrderBy(type => type.Order).ThenBy(type => type.Key).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Service>> ServicesAsync(long personId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Sight.ServicesOf(tables, personId).OrderBy(service => service.Name).ThenBy(service => service.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The provider's fields of tickets, as far as the reader fills them in.</summary>
    public async Task<IReadOnlyList<FieldDefinition>> FieldsAsync(Actor reader, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.FieldDefinitions.Where(field => field.Owner == FieldOwner.Ticket && (reader.IsStaff || !field.IsForStaff))
            .OrderBy(field => field.Order).ThenBy(field => field.Key).ToListAsync(cancellationToken);
    }

    /// <summary>Whom a ticket can be given to. Put in order here: for an order SQLite would go through all people there are.</summary>
    public async Task<IReadOnlyList<StaffMember>> StaffAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var staff = await tables.People.Where(person => person.Role > Role.Customer && person.DisabledAt == null)
            .Select(person => new StaffMember(person.Id, person.Name)).ToListAsync(cancellationToken);
        return [.. staff.OrderBy(person => person.Name, StringComparer.CurrentCulture).ThenBy(person => person.Id)];
    }
}

/// <summary>One of the staff.</summary>
internal sealed record StaffMember(long Id, string Name);
