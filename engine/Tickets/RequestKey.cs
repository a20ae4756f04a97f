using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// What its sender calls a request, so that the same one sent twice is done once (LU8): a form has a random key in it, a
/// program sends <c>Idempotency-Key</c>.
/// </summary>
/// <param name="PersonId">Whose key it is: keys of two people have nothing to do with each other.</param>
/// <param name="Key">At most 200 characters.</param>
/// <param name="Fingerprint">Of what is asked for.</param>
internal sealed record RequestKey(long PersonId, string Key, string Fingerprint)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Null where there is no key, or nobody whose it could be.</summary>
    public static RequestKey? Of(string? key, Actor actor, long? ticketId, IReadOnlyList<Act> acts)
    {
        if (string.IsNullOrWhiteSpace(key) || actor.PersonId is not { } person)
        {
            return null;
        }

        var asked = JsonSerializer.SerializeToUtf8Bytes(new { ticketId, Acts = acts.Select(act => new { act.Name, Act = (object)act }) });
        return new RequestKey(person, StorableText.Of(key.Trim()), Convert.ToHexStringLower(SHA256.HashData(asked)));
    }

    public Task<Receipt?> FindAsync(DeskTables tables, CancellationToken cancellationToken) =>
        tables.Receipts.FirstOrDefaultAsync(r => r.PersonId == PersonId && r.Key == Key, cancellationToken);
}
