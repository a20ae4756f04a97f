namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// What tells, in the Reply-To address of a mail, which ticket and whose answer comes back. Random, one for each ticket
/// and address, and over when the person leaves the ticket; it says which ticket, never who may speak (LM1).
/// </summary>
internal sealed class ReplyToken
{
    public const int LongestToken = 40;

    private ReplyToken()
    {
    }

    public ReplyToken(string token, string muteToken, long ticketId, string foldedAddress, DateTimeOffset now)
    {
        Token = token;
        MuteToken = muteToken;
        TicketId = ticketId;
        FoldedAddress = foldedAddress;
        CreatedAt = now;
    }

    /// <summary>130 random bits in letters and digits, lower case: addresses lose their case on the way.</summary>
    public string Token { get; private set; } = "";

    /// <summary>As long and as random, and another: it stands in links, by which nobody is to answer in her name.</summary>
    public string MuteToken { get; private set; } = "";

    public long TicketId { get; private set; }

    public string FoldedAddress { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
