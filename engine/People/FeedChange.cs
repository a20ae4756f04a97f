using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>One upsert while its transaction is open.</summary>
internal sealed class FeedChange(UnitOfWork unit, string source)
{
    public UnitOfWork Unit => unit;

    public DeskTables Tables => unit.Desk;

    public Refusal? Refusal { get; private set; }

    /// <summary>What was done: <c>add</c>, <c>link</c>, <c>change</c>; null when all was so already.</summary>
    public string? Done { get; private set; }

    public void Happened(string what) => Done ??= what;

    public void Refuse(RefusalKind kind, string? field, string key) => Refusal ??= new Refusal(kind, new Phrase(key), field);

    public Task<bool> HasKeyOfSourceAsync(ExternalKind kind, long ownerId, CancellationToken cancellationToken) =>
        Tables.ExternalKeys.AnyAsync(k => k.Kind == kind && k.OwnerId == ownerId && k.Source == source, cancellationToken);

    /// <summary>The id of who or what is meant; refused by the field's name when there is none.</summary>
    public async Task<long?> FindAsync(ExternalKind kind, string field, FeedReference reference, CancellationToken cancellationToken)
    {
        var found = reference.Id is { } id
            ? await Tables.Existing(kind, id).FirstOrDefaultAsync(cancellationToken)
            : await Tables.ExternalKeys.Where(k => k.Kind == kind && k.Source == reference.Source && k.ExternalId == reference.ExternalId)
                .Select(k => (long?)k.OwnerId).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            Refuse(RefusalKind.Invalid, field, kind == ExternalKind.Person ? "feed.person-unknown" : "feed.organisation-unknown");
        }

        return found;
    }
}

/// <summary>Whether there is one with an id.</summary>
internal static class ExistingOwners
{
    public static IQueryable<long?> Existing(this DeskTables tables, ExternalKind kind, long id) => kind switch
    {
        ExternalKind.Person => tables.People.Where(p => p.Id == id).Select(p => (long?)p.Id),
        ExternalKind.Organisation => tables.Organisations.Where(o => o.Id == id).Select(o => (long?)o.Id),
        _ => tables.Services.Where(s => s.Id == id).Select(s => (long?)s.Id),
    };
}
