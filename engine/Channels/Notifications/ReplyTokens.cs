using System.Security.Cryptography;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Whether answers come back to an address with a token in it. Off for mail servers that know no subaddresses.</summary>
internal sealed record ReplyAddressOptions(bool UseTokens = true);

/// <summary>Gives each recipient of a ticket's mails an address of her own to answer to (RFC 5233 subaddressing).</summary>
internal sealed class ReplyTokens(DeskStore store, ReplyAddressOptions options)
{
    /// <summary>RFC 5321 §4.5.3.1.1.</summary>
    private const int LongestLocalPart = 64;

    /// <summary>32 letters and digits: 26 of them are 130 bits.</summary>
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private const int Length = 26;

    /// <summary>Where an answer goes; the sender's own address where there is no room or no wish for a token.</summary>
    public async Task<string> AddressAsync(string sender, long ticketId, string foldedAddress, CancellationToken cancellationToken)
    {
        var at = sender.LastIndexOf('@');
        return options.UseTokens && at > 0 && at + 1 + Length <= LongestLocalPart
            ? $"{sender[..at]}+{await TokenAsync(ticketId, foldedAddress, cancellationToken)}{sender[at..]}"
            : sender;
    }

    /// <summary>The same for all mails of a ticket to an address, until it is revoked.</summary>
    private async Task<string> TokenAsync(long ticketId, string foldedAddress, CancellationToken cancellationToken)
    {
        await using (var tables = store.Read())
        {
            if (await tables.ReplyTokens.Where(t => t.TicketId == ticketId && t.FoldedAddress == foldedAddress && t.RevokedAt == null)
                .OrderBy(t => t.CreatedAt).Select(t => t.Token).FirstOrDefaultAsync(cancellationToken) is { } known)
            {
                return known;
            }
        }

        var token = RandomNumberGenerator.GetString(Alphabet, Length);
        await store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.ReplyTokens.Add(new ReplyToken(token, ticketId, foldedAddress, unit.Now));
                return Task.CompletedTask;
            },
            cancellationToken);
        return token;
    }
}
