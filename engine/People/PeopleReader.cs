using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

// ToLower is translated to the database's lower(), which knows neither cultures nor comparers.
#pragma warning disable CA1304, CA1311, CA1862, MA0011

namespace Helpdesk.Engine.People;

/// <summary>How another system calls somebody or something.</summary>
internal sealed record SourceKey(string Source, string ExternalId);

/// <summary>An organisation that somebody belongs to.</summary>
internal sealed record OrganisationName(long Id, string Name);

/// <summary>A person as her reader sees her.</summary>
/// <param name="Keys">For staff; empty for others.</param>
internal sealed record MemberFacts(
    long Id, string Name, string Address, Role Role, string Language, IReadOnlyList<OrganisationName> Organisations, IReadOnlyList<SourceKey> Keys);

/// <inheritdoc cref="MemberFacts" />
internal sealed record OrganisationFacts(long Id, string Name, bool MembersSeeAllTickets, IReadOnlyList<SourceKey> Keys);

/// <inheritdoc cref="MemberFacts" />
internal sealed record ServiceFacts(long Id, string Name, long? OrganisationId, long? PersonId, bool HasEnded, IReadOnlyList<SourceKey> Keys);

/// <summary>Which part of a list is wanted: words to look for, the id behind which it goes on, and how many.</summary>
internal sealed record PeopleQuery(string? Search, long? After, int Size)
{
    /// <summary>The only one with this id.</summary>
    public static PeopleQuery One { get; } = new(Search: null, After: null, Size: 1);
}

/// <summary>People, organisations and services as their readers see them, always through <see cref="Sight"/>; in order of their ids.</summary>
internal sealed class PeopleReader(DeskStore store)
{
    /// <param name="id">The only one wanted; null for all.</param>
    public async Task<IReadOnlyList<MemberFacts>> PeopleAsync(Actor reader, PeopleQuery query, long? id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var people = Sight.Of(reader).People(tables).Where(p => (id == null || p.Id == id) && (query.After == null || p.Id > query.After));
        if (Words(query) is { } word)
        {
            people = people.Where(p => p.FoldedName.Contains(word) || p.FoldedAddress.StartsWith(word));
        }

        var found = await people.OrderBy(p => p.Id).Take(query.Size).ToListAsync(cancellationToken);
        var ids = found.Select(p => p.Id).ToList();
        var keys = await KeysAsync(tables, reader, ExternalKind.Person, ids, cancellationToken);
        var organisations = (await (
            from m in tables.Memberships
            where ids.Contains(m.PersonId)
            join o in tables.Organisations on m.OrganisationId equals o.Id
            orderby o.Id
            select new { m.PersonId, Name = new OrganisationName(o.Id, o.Name) }).ToListAsync(cancellationToken)).ToLookup(m => m.PersonId, m => m.Name);
        return [.. found.Select(p => new MemberFacts(p.Id, p.Name, p.Address, p.Role, p.Language, [.. organisations[p.Id]], [.. keys[p.Id]]))];
    }

    /// <inheritdoc cref="PeopleAsync" />
    public async Task<IReadOnlyList<OrganisationFacts>> OrganisationsAsync(Actor reader, PeopleQuery query, long? id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var organisations = Sight.Of(reader).Organisations(tables).Where(o => (id == null || o.Id == id) && (query.After == null || o.Id > query.After));
        if (Words(query) is { } word)
        {
            organisations = organisations.Where(o => o.Name.ToLower().Contains(word));
        }

        var found = await organisations.OrderBy(o => o.Id).Take(query.Size).ToListAsync(cancellationToken);
        var keys = await KeysAsync(tables, reader, ExternalKind.Organisation, [.. found.Select(o => o.Id)], cancellationToken);
        return [.. found.Select(o => new OrganisationFacts(o.Id, o.Name, o.MembersSeeAllTickets, [.. keys[o.Id]]))];
    }

    /// <inheritdoc cref="PeopleAsync" />
    public async Task<IReadOnlyList<ServiceFacts>> ServicesAsync(Actor reader, PeopleQuery query, long? id, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var services = Sight.Of(reader).Services(tables).Where(s => (id == null || s.Id == id) && (query.After == null || s.Id > query.After));
        if (Words(query) is { } word)
        {
            services = services.Where(s => s.Name.ToLower().Contains(word));
        }

        var found = await services.OrderBy(s => s.Id).Take(query.Size).ToListAsync(cancellationToken);
        var keys = await KeysAsync(tables, reader, ExternalKind.Service, [.. found.Select(s => s.Id)], cancellationToken);
        return [.. found.Select(s => new ServiceFacts(s.Id, s.Name, s.OrganisationId, s.PersonId, s.HasEnded, [.. keys[s.Id]]))];
    }

    /// <summary>Whose key it is; null when there is none. Whether a reader may know is for the caller to find out by the id.</summary>
    public async Task<long?> OwnerAsync(ExternalKind kind, string source, string externalId, CancellationToken cancellationToken)
    {
        var (system, key) = (StorableText.Of(source), StorableText.Of(externalId));
        await using var tables = store.Read();
        return await tables.ExternalKeys.Where(k => k.Kind == kind && k.Source == system && k.ExternalId == key).Select(k => (long?)k.OwnerId).FirstOrDefaultAsync(cancellationToken);
    }

    private static string? Words(PeopleQuery query) => OneLine.Of(query.Search) is { Length: > 0 } words ? words.ToLowerInvariant() : null;

    private static async Task<ILookup<long, SourceKey>> KeysAsync(DeskTables tables, Actor reader, ExternalKind kind, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var keys = reader.IsStaff
            ? await tables.ExternalKeys.Where(k => k.Kind == kind && ids.Contains(k.OwnerId)).OrderBy(k => k.Source).ThenBy(k => k.ExternalId).ToListAsync(cancellationToken)
            : [];
        return keys.ToLookup(k => k.OwnerId, k => new SourceKey(k.Source, k.ExternalId));
    }
}
