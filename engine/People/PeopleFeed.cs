using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People;

/// <summary>What became of an upsert.</summary>
/// <param name="Id">Of the person, organisation or service; null when it was refused.</param>
/// <param name="IsNew">Whether the key was not known before.</param>
internal sealed record FeedResult(long? Id, bool IsNew, IReadOnlyList<Refusal> Refusals)
{
    public bool IsDone => Refusals.Count == 0;
}

/// <summary>
/// The door for another system, such as a hosting panel, that tells the desk of its customers: each has the key that the
/// other system gave, and is added or brought up to date by it. The same once more changes nothing.
/// </summary>
internal sealed class PeopleFeed(DeskStore store)
{
    /// <summary>How often somebody else may be faster with the same key, address or membership.</summary>
    private const int MostAttempts = 5;

    /// <summary>Adds or updates. For those who see everything: whom it makes a member of what decides who sees which tickets.</summary>
    public async Task<FeedResult> PutAsync(Fed fed, Actor by, CancellationToken cancellationToken)
    {
        if (!by.SeesEverything)
        {
            return Refused(new Refusal(RefusalKind.Forbidden, new Phrase("feed.forbidden")));
        }

        var tidy = fed.Tidy();
        if (tidy.Check().ToList() is { Count: > 0 } refusals)
        {
            return Refused([.. refusals]);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await store.WriteAsync((unit, token) => WriteAsync(unit, tidy, by, token), cancellationToken) is { } result)
                {
                    return result;
                }
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Where two may write at once, an index decides between two who add the same: the second finds it there now.
            }
        }
    }

    /// <summary>Null when the key came in between: what was looked up before and after it does not fit together.</summary>
    private static async Task<FeedResult?> WriteAsync(UnitOfWork unit, Fed fed, Actor by, CancellationToken cancellationToken)
    {
        var key = await unit.Desk.ExternalKeys.FirstOrDefaultAsync(k => k.Kind == fed.Kind && k.Source == fed.Source && k.ExternalId == fed.ExternalId, cancellationToken);
        var change = new FeedChange(unit, fed.Source);
        var id = await fed.ApplyAsync(change, key?.OwnerId, cancellationToken);
        if (change.Refusal is { } refusal)
        {
            unit.GiveUp();
            return key is null && await unit.Desk.ExternalKeys.AnyAsync(k => k.Kind == fed.Kind && k.Source == fed.Source && k.ExternalId == fed.ExternalId, cancellationToken)
                ? null
                : Refused(refusal);
        }

        if (key is null)
        {
            unit.Desk.ExternalKeys.Add(new ExternalKey(fed.Kind, fed.Source, fed.ExternalId, id));
        }

        if (change.Done is not { } done)
        {
            unit.GiveUp();
            return new FeedResult(id, IsNew: false, []);
        }

        var act = $"{fed.Kind.ToString().ToLowerInvariant()}.feed-{done}";
        unit.Desk.Audit.Add(new AuditEntry(unit.NewId(), by.PersonId, by.Channel, act, id.ToString(CultureInfo.InvariantCulture), unit.Now));
        return new FeedResult(id, key is null, []);
    }

    private static FeedResult Refused(params IReadOnlyList<Refusal> refusals) => new(Id: null, IsNew: false, refusals);
}
