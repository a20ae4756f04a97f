namespace Helpdesk.Engine.People;

/// <summary>What a link in a mail lets its holder do.</summary>
internal enum AccountLinkPurpose
{
    /// <summary>Set the account up that somebody has added.</summary>
    Invitation,

    /// <summary>Set a new password; the first one too.</summary>
    NewPassword,

    /// <summary>Make the first administrator of a new desk.</summary>
    FirstAdministrator,

    /// <summary>Send the ticket that a guest has written (row E9).</summary>
    GuestConfirmation,

    /// <summary>See one ticket as a guest, as often as she likes until it expires.</summary>
    GuestTicket,

    /// <summary>Sign in by an account at another provider from now on.</summary>
    Provider,
}

/// <summary>
/// A secret for one purpose and one person, until it expires; what leads into an account works once. Only its hash is kept (LX8).
/// </summary>
internal sealed class AccountLink
{
    private AccountLink()
    {
    }

    public AccountLink(long id, AccountLinkPurpose purpose, long? personId, string hash, DateTimeOffset now, DateTimeOffset expiresAt, long? aboutId = null)
    {
        Id = id;
        Purpose = purpose;
        PersonId = personId;
        Hash = hash;
        CreatedAt = now;
        ExpiresAt = expiresAt;
        AboutId = aboutId;
    }

    public long Id { get; private set; }

    public AccountLinkPurpose Purpose { get; private set; }

    /// <summary>Null before there is anybody.</summary>
    public long? PersonId { get; private set; }

    /// <summary>What a guest's leads to: her ticket, or, for a confirmation, what she has written; or which account at another provider. Null for others.</summary>
    public long? AboutId { get; private set; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was used, or another took its place.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
