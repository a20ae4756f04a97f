using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Api;

/// <summary>What the provider has named: where tickets go, what they can be, how they stand.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder api)
    {
        var reading = api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead);
        reading.MapGet("/departments", DepartmentsAsync).Answers<Items<DepartmentResource>>().Described("Catalogue", "List departments", "Those that take tickets, in the provider's order and the caller's language.");
        reading.MapGet("/ticket-types", TypesAsync).Answers<Items<TicketTypeResource>>().Described("Catalogue", "List ticket types", "Those that are offered, with what follows from choosing each.");
        reading.MapGet("/statuses", StatusesAsync).Answers<Items<StatusResource>>().Described("Catalogue", "List statuses", "Names are the provider's and change; a program goes by the kind, or by the key.");
        reading.MapGet("/priorities", PrioritiesAsync).Answers<Items<KeyResource>>().Described("Catalogue", "List priorities", "The most pressing first.");
        reading.MapGet("/service-levels", ServiceLevelsAsync).Answers<Items<ServiceLevelResource>>().Described("Catalogue", "List service levels", "The table by which staff decide on priorities; each row is applied by its code.");
    }

    private static async Task<IResult> DepartmentsAsync(HttpContext context, DeskStore store, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var departments = await tables.Departments.Where(d => !d.IsRetired).OrderBy(d => d.Order).ThenBy(d => d.Key).ToListAsync(cancellationToken);
        return Json.Ok(new Items<DepartmentResource>([.. departments.Select(department =>
            new DepartmentResource(Resource.Id(department.Id), department.Key, department.Name.For(context.Language())))]));
    }

    private static async Task<IResult> TypesAsync(HttpContext context, DeskStore store, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var types = await tables.TicketTypes.Where(t => t.IsOffered).OrderBy(t => t.Order).ThenBy(t => t.Key).ToListAsync(cancellationToken);
        return Json.Ok(new Items<TicketTypeResource>([.. types.Select(type =>
            new TicketTypeResource(type.Key, type.Name.For(context.Language()), type.Explanation.For(context.Language())))]));
    }

    private static async Task<IResult> PrioritiesAsync(HttpContext context, PriorityReader priorities, CancellationToken cancellationToken) =>
        Json.Ok(new Items<KeyResource>([.. (await priorities.ListAsync(cancellationToken)).Select(priority => new KeyResource(priority.Key, priority.Name.For(context.Language())))]));

    private static async Task<IResult> ServiceLevelsAsync(HttpContext context, PriorityReader priorities, CancellationToken cancellationToken) =>
        Json.Ok(new Items<ServiceLevelResource>([.. (await priorities.TableAsync(cancellationToken)).Select(line => Resource.Of(line, context.Language()))]));

    private static async Task<IResult> StatusesAsync(HttpContext context, DeskStore store, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var statuses = await tables.Statuses.OrderBy(s => s.Order).ThenBy(s => s.Key).ToListAsync(cancellationToken);
        return Json.Ok(new Items<StatusResource>([.. statuses.Select(status => Resource.Of(status, context.Language()))]));
    }
}
