namespace Helpdesk.Engine.People.SingleSignOn;

/// <summary>An account at another provider by which somebody signs in (OpenID Connect).</summary>
internal sealed class ExternalAccount
{
    public const int LongestProvider = 40;
    public const int LongestIssuer = 400;

    /// <summary>OpenID Connect Core §2: a subject has no more than 255 characters.</summary>
    public const int LongestSubject = 255;

    private ExternalAccount()
    {
    }

    public ExternalAccount(long id, long personId, ExternalIdentity identity, DateTimeOffset now)
    {
        Id = id;
        PersonId = personId;
        Provider = identity.Provider;
        Issuer = identity.Issuer;
        Subject = identity.Subject;
        LinkedAt = now;
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>The key by which the desk's settings name the provider.</summary>
    public string Provider { get; private set; } = "";

    public string Issuer { get; private set; } = "";

    /// <summary>Who it is there: with the issuer, for ever the same and nobody else's.</summary>
    public string Subject { get; private set; } = "";

    public DateTimeOffset LinkedAt { get; private set; }
}

/// <summary>An account at another provider that is to be somebody's, until she proves that the mailbox is hers.</summary>
internal sealed class PendingAccount
{
    /// <summary>Longer than a mail is tried for (four days) and its link then works.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private PendingAccount()
    {
    }

    public PendingAccount(long id, long? personId, ExternalIdentity identity, DateTimeOffset now)
    {
        Id = id;
        PersonId = personId;
        Provider = identity.Provider;
        Issuer = identity.Issuer;
        Subject = identity.Subject;
        ExpiresAt = now + Kept;
    }

    public long Id { get; private set; }

    /// <summary>Null where nobody has that address: the same is written either way (LX10).</summary>
    public long? PersonId { get; private set; }

    public string Provider { get; private set; } = "";

    public string Issuer { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public DateTimeOffset ExpiresAt { get; private set; }

    public ExternalIdentity Identity => new(Provider, Issuer, Subject, Address: null);
}

/// <summary>Whom another provider says that it has before it.</summary>
/// <param name="Provider">The key by which the desk's settings name it.</param>
/// <param name="Address">Her e-mail address, where it says one and does not say that it is unproven.</param>
internal sealed record ExternalIdentity(string Provider, string Issuer, string Subject, string? Address);
