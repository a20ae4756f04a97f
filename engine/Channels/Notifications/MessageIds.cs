using System.Globalization;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>The Message-IDs of our own mail, without angle brackets (RFC 5322 §3.6.4).</summary>
internal static class MessageIds
{
    /// <summary>The same for every attempt to send the mail, so that whoever gets it twice can tell.</summary>
    public static string Of(long rowId, string ticketNumber, string senderAddress)
    {
        var number = string.Concat(ticketNumber.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        return $"{rowId:x}.{(number.Length > 0 ? number : "ticket")}@{Domain(senderAddress)}";
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
