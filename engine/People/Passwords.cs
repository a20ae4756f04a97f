using System.Buffers.Binary;
using System.Security.Cryptography;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Helpdesk.Engine.People;

internal enum PasswordVerdict
{
    Wrong,
    Right,

    /// <summary>Right, and to be hashed anew: the hash is older than today's settings.</summary>
    RightButStale,
}

/// <summary>Hashes passwords and compares them. Somebody unknown costs as much as somebody known (LX10).</summary>
internal sealed class Passwords
{
    public const int Shortest = 8;
    public const int Longest = 200;

    /// <summary>PBKDF2 with HMAC-SHA-512, as OWASP advises it.</summary>
    public const int DefaultRounds = 210_000;

    private readonly PasswordHasher<Person> _hasher;
    private readonly string _nobodys;

    public Passwords() : this(DefaultRounds)
    {
    }

    public Passwords(int rounds)
    {
        _hasher = new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        _nobodys = HashOfNobody(rounds);
    }

    /// <summary>The person is not looked at: salt is all that goes in.</summary>
    public string Hash(string password) => _hasher.HashPassword(null!, Fit(password));

    /// <param name="hash">Null where there is nobody, or nobody with a password: the answer is 'wrong', after the same work.</param>
    public PasswordVerdict Verify(string? hash, string? password)
    {
        var isPossible = hash is not null && password is { Length: <= Longest };
        return _hasher.VerifyHashedPassword(null!, hash ?? _nobodys, isPossible ? Fit(password!) : "") switch
        {
            _ when !isPossible => PasswordVerdict.Wrong,
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightButStale,
            _ => PasswordVerdict.Wrong,
        };
    }

    /// <summary>HMAC fills keys up with NUL (RFC 2104 §2), so to it a password is the same with NULs behind it.</summary>
    private static string Fit(string password) => StorableText.Of(password);

    /// <summary>
    /// A hash that no password has, in Identity's format 3: marker, then big-endian algorithm, rounds and length of the
    /// salt, then 16 bytes of salt and 32 of key.
    /// </summary>
    private static string HashOfNobody(int rounds)
    {
        const int salt = 16;
        var hash = new byte[13 + salt + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)rounds);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), salt);
        RandomNumberGenerator.Fill(hash.AsSpan(13));
        return Convert.ToBase64String(hash);
    }
}
