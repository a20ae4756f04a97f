using System.Security.Cryptography;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Whether answers come back to an address with a token in it. Off for mail servers that know no subaddresses.</summary>
internal sealed record ReplyAddressOptions(bool UseTokens = true);

/// <summary>What a mail leads back by.</summary>
/// <param name="ReplyTo">Where an answer goes; the sender's own address where there is no room or no wish for a token.</param>
/// <param name="MuteToken">What the link that ends such mails is made of.</param>
internal sealed record WaysBack(string ReplyTo, string MuteToken);

/// <summary>Gives each recipient of a ticket's mails an address of her own to answer to (RFC 5233 subaddressing).</summary>
internal sealed class ReplyTokens(DeskStore store, ReplyAddressOptions options)
{
    /// <summary>RFC 5321 §4.5.3.1.1.</summary>
    private const int LongestLocalPart = 64;

    /// <summary>32 letters and digits: 26 of them are 130 bits.</summary>
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private const int Length = 26;

    /// <summary>The ways back from the mails of a ticket to an address: the same for all of them, until they are revoked.</summary>
    public async Task<WaysBack> OfAsync(string sender, long ticketId, string foldedAddress, CancellationToken cancellationToken)
    {
        var (token, mute) = await TokensAsync(ticketId, foldedAddress, cancellationToken);
        var at = sender.LastIndexOf('@');
        var hasRoom = options.UseTokens && at > 0 && at + 1 + Length <= LongestLocalPart;
        return new WaysBack(hasRoom ? $"{sender[..at]}+{token}{sender[at..]}" : sender, mute);
    }

    /// <summary>Makes those ways back that there are not yet, before the mails are written: each of them needs no transaction of its own for it then.</summary>
    public static async Task PrepareAsync(UnitOfWork unit, long ticketId, IReadOnlyCollection<string> foldedAddresses, CancellationToken cancellationToken)
    {
        var known = await unit.Desk.ReplyTokens.Where(t => t.TicketId == ticketId && foldedAddresses.Contains(t.FoldedAddress) && t.RevokedAt == null)
            .Select(t => t.FoldedAddress).ToListAsync(cancellationToken);
        unit.Desk.ReplyTokens.AddRange(foldedAddresses.Except(known, StringComparer.Ordinal).Select(address => New(ticketId, address, unit.Now)));
    }

    /// <summary>Ends the address that somebody answers to on a ticket; mail from there is nobody's on it any more.</summary>
    public static async Task RevokeAsync(UnitOfWork unit, long ticketId, string foldedAddress, CancellationToken cancellationToken)
    {
        foreach (var token in await unit.Desk.ReplyTokens.Where(t => t.TicketId == ticketId && t.FoldedAddress == foldedAddress && t.RevokedAt == null).ToListAsync(cancellationToken))
        {
            token.Revoke(unit.Now);
        }
    }

    private async Task<(string Token, string Mute)> TokensAsync(long ticketId, string foldedAddress, CancellationToken cancellationToken)
    {
        await using (var tables = store.Read())
        {
            if (await tables.ReplyTokens.Where(t => t.TicketId == ticketId && t.FoldedAddress == foldedAddress && t.RevokedAt == null)
                .OrderBy(t => t.CreatedAt).FirstOrDefaultAsync(cancellationToken) is { } known)
            {
                return (known.Token, known.MuteToken);
            }
        }

        var made = await store.WriteAsync(
            (unit, _) =>
            {
                var made = New(ticketId, foldedAddress, unit.Now);
                unit.Desk.ReplyTokens.Add(made);
                return Task.FromResult(made);
            },
            cancellationToken);
        return (made.Token, made.MuteToken);
    }

    private static ReplyToken New(long ticketId, string foldedAddress, DateTimeOffset now) =>
        new(RandomNumberGenerator.GetString(Alphabet, Length), RandomNumberGenerator.GetString(Alphabet, Length), ticketId, foldedAddress, now);
}
