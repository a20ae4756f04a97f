using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>The Message-IDs of our own mail, without angle brackets (RFC 5322 §3.6.4).</summary>
internal static class MessageIds
{
    private const int SecretBytes = 10;

    /// <summary>The same for every attempt to send the mail, so that whoever gets it twice can tell.</summary>
    /// <param name="secret">
    /// What nobody outside can guess and is the same at each attempt: without it a stranger who knows a ticket's number could make up the
    /// id of a mail of ours, and answer it (LM2). Null where no answer is led anywhere by the id.
    /// </param>
    public static string Of(long rowId, string ticketNumber, string senderAddress, string? secret = null)
    {
        var number = string.Concat(ticketNumber.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        return $"{rowId:x}{(secret is null ? "" : "." + Mark(rowId, secret))}.{(number.Length > 0 ? number : "ticket")}@{Domain(senderAddress)}";
    }

    private static string Mark(long rowId, string secret)
    {
        Span<byte> row = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(row, rowId);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), row)[..SecretBytes]);
    }

    private static string Domain(string address)
    {
        try
        {
            return new IdnMapping().GetAscii(address[(address.LastIndexOf('@') + 1)..]);
        }
        catch (ArgumentException)
        {
            return "helpdesk.invalid";
        }
    }
}
