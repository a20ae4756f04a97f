namespace Helpdesk.Engine.People;

/// <summary>A browser that is signed in. It lives while its row does: signing out, or ending it from elsewhere, is taking the row away.</summary>
internal sealed class Session
{
    /// <summary>In UTF-16 code units.</summary>
    public const int LongestBrowser = 100;

    /// <inheritdoc cref="LongestBrowser" />
    public const int LongestPlace = 64;

    private Session()
    {
    }

    public Session(long id, Person person, string browser, string? place, bool needsSecondFactor, DateTimeOffset now, long? ticketId = null)
    {
        Id = id;
        PersonId = person.Id;
        Stamp = person.SecurityStamp;
        Browser = browser;
        Place = place;
        NeedsSecondFactor = needsSecondFactor;
        TicketId = ticketId;
        BeganAt = now;
        SeenAt = now;
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>The person's <see cref="Person.SecurityStamp"/> as it was: with another password or role it is over.</summary>
    public string Stamp { get; private set; } = "";

    /// <summary>Such as <c>Firefox, Linux</c>; empty where it does not say.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>Where it came from when it signed in, an address or a network; null where nobody can tell.</summary>
    public string? Place { get; private set; }

    /// <summary>Whether she must set up a second factor before she gets any further.</summary>
    public bool NeedsSecondFactor { get; private set; }

    /// <summary>The only ticket that it lets a guest see (row E9); null for somebody who has signed in.</summary>
    public long? TicketId { get; private set; }

    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>When it was last used, to an hour.</summary>
    public DateTimeOffset SeenAt { get; private set; }
}
