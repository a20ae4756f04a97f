using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets.Guests;

/// <summary>
/// What somebody without an account has written (row E9), until she proves that the address is hers: nobody but her is mailed
/// before that, and no number is taken.
/// </summary>
internal sealed class GuestTicket
{
    /// <summary>Longer than a mail is tried for (four days) and its link then works: a mail server that is away for days loses nobody's words.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private GuestTicket()
    {
    }

    public GuestTicket(long id, NewGuestTicket given, DateTimeOffset now)
    {
        Id = id;
        Name = given.Name;
        Address = given.Address;
        FoldedAddress = Person.Fold(given.Address);
        Language = given.Language;
        Subject = given.Ticket.Subject;
        Department = given.Ticket.Department;
        Body = given.Ticket.Body;
        Fields = [.. given.Ticket.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => new GuestField(field.Key, field.Value))];
        KeepFrom(now);
    }

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string FoldedAddress { get; private set; } = "";

    /// <summary>BCP 47; what mail to her will be written in.</summary>
    public string Language { get; private set; } = "en";

    public string Subject { get; private set; } = "";

    /// <summary>A department's key.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";

    public IReadOnlyList<GuestField> Fields { get; private set; } = [];

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>She has sent it, or sent it again.</summary>
    public void KeepFrom(DateTimeOffset now) => ExpiresAt = now + Kept;

    /// <summary>The act that opens it: the same at each call, so that one confirmation opens one ticket however often it comes.</summary>
    public Open ToOpen() => new(Subject, Department, Body, [])
    {
        Format = MessageFormat.Markdown,
        Fields = Fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal),
    };
}

/// <summary>What one of the provider's fields holds.</summary>
internal sealed record GuestField(string Key, string Value);

/// <summary>A ticket that somebody without an account wants to open.</summary>
/// <param name="Language">BCP 47; what mail to her will be written in.</param>
internal sealed record NewGuestTicket(string Name, string Address, string Language, Open Ticket);
