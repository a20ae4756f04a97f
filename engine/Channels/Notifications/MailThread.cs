using System.Globalization;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>What holds the mails of one ticket together in the recipient's mail program (LM14).</summary>
internal static class MailThread
{
    /// <summary>The first mail and the latest ones; RFC 5322 lets the middle of a long thread go.</summary>
    public const int MostReferences = 20;

    /// <summary>The same for every attempt to send the mail: whoever gets it twice can tell.</summary>
    public static string MessageId(long rowId, string ticketNumber, string senderAddress)
    {
        var number = string.Concat(ticketNumber.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        return $"{rowId:x}.{(number.Length > 0 ? number : "ticket")}@{Domain(senderAddress)}";
    }

    /// <summary>The ids of the mails about this ticket that went to this person before, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> EarlierAsync(DeskTables tables, long rowId, long ticketId, long recipientId, CancellationToken cancellationToken)
    {
        var earlier = tables.AllMail.Where(mail => mail.TicketId == ticketId && mail.RecipientId == recipientId && mail.Id < rowId);
        var latest = await earlier.OrderByDescending(mail => mail.Id).Take(MostReferences).Select(mail => mail.MessageId).ToListAsync(cancellationToken);
        latest.Reverse();
        if (latest.Count == MostReferences)
        {
            latest[0] = await earlier.OrderBy(mail => mail.Id).Select(mail => mail.MessageId).FirstAsync(cancellationToken);
        }

        return latest;
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
