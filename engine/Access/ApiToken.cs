namespace Helpdesk.Engine.Access;

/// <summary>A bearer token of a person. Only its hash is kept; the token itself is shown once.</summary>
internal sealed class ApiToken
{
    private ApiToken()
    {
    }

    public ApiToken(long id, long personId, string hash, IEnumerable<string> scopes, DateTimeOffset now)
    {
        Id = id;
        PersonId = personId;
        Hash = hash;
        Scopes = string.Join(' ', scopes);
        CreatedAt = now;
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>SHA-256, hexadecimal. The token has 256 random bits, so nothing slower is needed.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Separated by spaces (RFC 6749 §3.3).</summary>
    public string Scopes { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
