using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Access;

/// <summary>Whose token it is and what it may be used for.</summary>
internal sealed record TokenHolder(long TokenId, Actor Actor, IReadOnlySet<string> Scopes);

/// <summary>Bearer tokens for the API (RFC 6750): 256 random bits, shown once; only their hash is kept (LX8).</summary>
internal sealed class ApiTokens(DeskStore store)
{
    public const string Prefix = "hd_";
    public const string Created = "token.create";
    public const string Revoked = "token.revoke";

    private const int RandomBytes = 32;
    private const int LongestScopes = 1000;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(RandomBytes);

    /// <summary>Makes a token and returns it; nobody can read it again.</summary>
    /// <exception cref="ArgumentException">A scope is no scope-token of RFC 6749 §3.3, there is none, or they are too long.</exception>
    public async Task<string> CreateAsync(long personId, IReadOnlyCollection<string> scopes, Actor by, CancellationToken cancellationToken)
    {
        if (scopes.Count == 0 || !scopes.All(IsScope) || scopes.Sum(scope => scope.Length + 1) > LongestScopes)
        {
            throw new ArgumentException("A token needs scopes, each of printable ASCII characters without spaces, quotes and backslashes.", nameof(scopes));
        }

        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        await store.WriteAsync(
            (unit, _) =>
            {
                var row = new ApiToken(unit.NewId(), personId, SecretHash.Of(token), scopes.Distinct(StringComparer.Ordinal), unit.Now);
                unit.Desk.ApiTokens.Add(row);
                Record(unit, by, Created, row.Id);
                return Task.CompletedTask;
            },
            cancellationToken);
        return token;
    }

    /// <summary>Who calls; null when it is no token, or one that is over.</summary>
    public async Task<TokenHolder?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length != Length || !token.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var hash = SecretHash.Of(token);
        await using var tables = store.Read();
        var found = await (
            from t in tables.ApiTokens
            where t.Hash == hash && t.RevokedAt == null
            join p in tables.People on t.PersonId equals p.Id
            where p.DisabledAt == null
            select new { t.Id, t.Scopes, t.PersonId, p.Role }).FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new TokenHolder(found.Id, new Actor(found.PersonId, found.Role, "api"), found.Scopes.Split(' ').ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Ends a token at once; false when there is none, or it is over already.</summary>
    public Task<bool> RevokeAsync(long tokenId, Actor by, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                if (await unit.Desk.ApiTokens.FirstOrDefaultAsync(t => t.Id == tokenId && t.RevokedAt == null, token) is not { } row)
                {
                    return false;
                }

                row.Revoke(unit.Now);
                Record(unit, by, Revoked, tokenId);
                return true;
            },
            cancellationToken);

    private static bool IsScope(string scope) => scope.Length > 0 && scope.All(c => c is > ' ' and <= '~' and not ('"' or '\\'));

    private static void Record(UnitOfWork unit, Actor by, string act, long tokenId) =>
        unit.Desk.Audit.Add(new AuditEntry(unit.NewId(), by.PersonId, by.Channel, act, tokenId.ToString(CultureInfo.InvariantCulture), unit.Now));
}
