namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// Where people reach the desk, from the configuration (<c>Helpdesk:BaseAddress</c>). Links in mail are made of it and
/// never of what a request claims to be for (LX9).
/// </summary>
internal sealed record DeskAddress
{
    /// <exception cref="ArgumentException">It is not an absolute address that begins with http or https.</exception>
    public DeskAddress(Uri baseAddress)
    {
        if (!baseAddress.IsAbsoluteUri || (baseAddress.Scheme != Uri.UriSchemeHttp && baseAddress.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"The base address '{baseAddress}' does not begin with http:// or https://.", nameof(baseAddress));
        }

        Base = new Uri(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }

    public Uri Base { get; }

    /// <summary>Where whoever holds the secret of an account link chooses a password.</summary>
    public Uri OfAccountLink(string secret) => new(Base, "choose-password/" + Uri.EscapeDataString(secret));

    /// <summary>Where whoever holds the secret connects an account at another provider.</summary>
    public Uri OfProviderLink(string secret) => new(Base, "sign-in/connect/" + Uri.EscapeDataString(secret));

    /// <summary>Where whoever holds the secret of a guest's mail sends her ticket, or sees it.</summary>
    public Uri OfGuest(string secret) => new(Base, "guest/open/" + Uri.EscapeDataString(secret));

    /// <summary>Where whoever holds the token of a mail says that she wants to hear no more of its ticket.</summary>
    public Uri OfMute(string token) => new(Base, "mute/" + Uri.EscapeDataString(token));

    /// <summary>Where somebody chooses what she hears of, and when.</summary>
    public Uri OfHearing() => new(Base, "account/notifications");

    /// <summary>Where staff decide who is let in, and where customers ask for it.</summary>
    public Uri OfJoining(bool forStaff) => new(Base, forStaff ? "agent/requests" : "colleagues");

    /// <summary>A ticket's page: agents and customers have one each.</summary>
    public Uri OfTicket(string number, bool forStaff) =>
        new(Base, (forStaff ? "agent/tickets/" : "tickets/") + Uri.EscapeDataString(number));
}
