namespace Helpdesk.Engine.People.SecondFactors;

/// <summary>An app of a person's that makes codes, beside her password.</summary>
internal sealed class SecondFactor
{
    public const int LongestSecret = 400;

    private SecondFactor()
    {
    }

    public SecondFactor(long personId, string secret, DateTimeOffset now)
    {
        PersonId = personId;
        Secret = secret;
        BeganAt = now;
    }

    public long PersonId { get; private set; }

    /// <summary>Encrypted with the desk's keys.</summary>
    public string Secret { get; private set; } = "";

    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>When she showed that the app has the secret; until then it guards nothing.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The step of the code that was used last: none is taken twice (RFC 6238 §5.2, LX13).</summary>
    public long LastStep { get; private set; }

    public void Confirm(long step, DateTimeOffset now) => (ConfirmedAt, LastStep) = (now, step);
}

/// <summary>A code on paper, for when the app is gone. It works once.</summary>
internal sealed class RecoveryCode
{
    private RecoveryCode()
    {
    }

    public RecoveryCode(long personId, string hash)
    {
        PersonId = personId;
        Hash = hash;
    }

    public long PersonId { get; private set; }

    /// <summary>SHA-256, hexadecimal: there are 2⁵⁰ of them, and few guesses.</summary>
    public string Hash { get; private set; } = "";
}
