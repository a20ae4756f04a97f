using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Engine.Access;

/// <summary>What is kept of a secret that nobody but its owner is to read: SHA-256, hexadecimal. For secrets that are random, not for passwords.</summary>
internal static class SecretHash
{
    /// <summary>Of the characters, not of the bytes they stand for: base64 with another padding is another secret.</summary>
    public static string Of(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
