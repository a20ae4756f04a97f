using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.People;

/// <summary>Somebody with an address: a customer, or one of the staff.</summary>
internal sealed class Person
{
    public const int LongestAddress = 320;
    public const int LongestName = 200;

    /// <summary>Folding may make some letters longer.</summary>
    public const int LongestFoldedName = 3 * LongestName;

    private Person()
    {
    }

    public Person(long id, string name, string address, Role role, string language, DateTimeOffset now)
    {
        Id = id;
        (Name, FoldedName) = (name, FoldName(name));
        Address = address;
        FoldedAddress = Fold(address);
        Role = role;
        Language = language;
        CreatedAt = now;
        SecurityStamp = NewStamp();
    }

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is looked for: in small letters, in one form (Unicode NFC).</summary>
    public string FoldedName { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>The address as it is compared: nobody tells people apart by the case of their address.</summary>
    public string FoldedAddress { get; private set; } = "";

    public Role Role { get; private set; }

    public bool IsStaff => Role >= Role.Agent;

    /// <summary>BCP 47; what mail to her is written in.</summary>
    public string Language { get; private set; } = "en";

    public string? PasswordHash { get; private set; }

    /// <summary>Changes with the password and the role: sessions that carry another one are over.</summary>
    public string SecurityStamp { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the invitation was last asked for; null for somebody who needs none.</summary>
    public DateTimeOffset? InvitedAt { get; private set; }

    /// <summary>Until when somebody else is to hear of what is hers to answer (row B5); null, or past, while she is there.</summary>
    public DateTimeOffset? AwayUntil { get; private set; }

    /// <summary>When the account was closed: she signs in no more and gets no mail, her tickets stay.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>When all by which she could be known was taken away: nobody any more, for good.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Whether nobody has let her in (row E9): she sees the tickets that mails lead her to, one at a time, and gets no account by asking for one.</summary>
    public bool IsGuest { get; private set; }

    public static Person Guest(long id, string name, string address, string language, DateTimeOffset now) =>
        new(id, name, address, Role.Customer, language, now) { IsGuest = true };

    public static string Fold(string address) => address.Trim().ToLowerInvariant();

    /// <summary>Takes any text: half a pair of surrogates and U+FFFE, which have no normal form, become U+FFFD.</summary>
    public static string FoldName(string name) => StorableText.Of(name).Replace('\uFFFE', '\uFFFD').Normalize().ToLowerInvariant();

    public void SetPasswordHash(string hash)
    {
        PasswordHash = hash;
        SecurityStamp = NewStamp();
    }

    public void Invite(DateTimeOffset now)
    {
        InvitedAt = now;
        Admit();
    }

    /// <summary>Somebody lets her in: she is a guest no more, and what she was let see as one ends.</summary>
    public void Admit()
    {
        if (IsGuest)
        {
            IsGuest = false;
            SecurityStamp = NewStamp();
        }
    }

    public void SetAway(DateTimeOffset? until) => AwayUntil = until;

    public void Rename(string name, string language)
    {
        (Name, FoldedName) = (name, FoldName(name));
        Language = language;
    }

    public void ChangeAddress(string address)
    {
        Address = address;
        FoldedAddress = Fold(address);
    }

    public void ChangeRole(Role role)
    {
        Role = role;
        SecurityStamp = NewStamp();
    }

    public void Disable(DateTimeOffset now)
    {
        DisabledAt ??= now;
        SecurityStamp = NewStamp();
    }

    public void Enable() => DisabledAt = null;

    /// <summary>Nobody from now on. Her tickets and what was done in her name lead here.</summary>
    public void Erase(string name, DateTimeOffset now)
    {
        Disable(now);
        Rename(name, "en");
        // Nothing is ever delivered to it (RFC 2606 §2), and nobody else has it.
        ChangeAddress(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"erased-{Id}@desk.invalid"));
        (Role, PasswordHash, InvitedAt, AwayUntil, IsGuest, ErasedAt) = (Role.Customer, null, null, null, false, now);
    }

    /// <summary>A better hash of the same password: sessions go on.</summary>
    public void RehashPassword(string hash) => PasswordHash = hash;

    private static string NewStamp() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
}
