using Helpdesk.Engine.Access;
using Helpdesk.Host.Api;

namespace Helpdesk.Host.Tests.Access;

/// <summary>What a route's parameters stand for.</summary>
internal enum Target
{
    None,

    /// <summary>The ticket of the matrix.</summary>
    Ticket,

    /// <summary>The ticket, and an address that gets copies of it.</summary>
    Cc,

    /// <summary>A file of the ticket's first message.</summary>
    File,

    /// <summary>The ticket's first message, as it was laid out in a mail.</summary>
    Message,

    /// <summary>A file of a note on the ticket.</summary>
    NoteFile,

    /// <summary>Whose ticket it is.</summary>
    Person,
    Organisation,
    Service,

    /// <summary>A plugin with settings.</summary>
    Plugin,

    /// <summary>The department that the ticket is in.</summary>
    Department,

    /// <summary>A row of the classification table.</summary>
    Classification,
    Priority,
}

/// <summary>Who comes in by a route.</summary>
/// <param name="Method">One method, or <c>*</c>.</param>
/// <param name="Pattern">The route as it was mapped; with <c>/*</c> at the end, all below as well.</param>
/// <param name="Of">What is to become of a caller; the second argument says whether what she asks for is there at all.</param>
internal sealed record Expectation(string Method, string Pattern, Target Target, Func<Caller, bool, Outcome> Of)
{
    /// <summary>The JSON to send; null to send the example of the reference, or nothing.</summary>
    public string? Json { get; init; }

    /// <summary>What is to become of anybody; a guest comes in to her ticket, is nobody where everybody comes in, and is turned away else.</summary>
    public Outcome For(Caller caller, bool isThere) => caller switch
    {
        { IsGuest: false } => Of(caller, isThere),
        _ when Expectations.ForGuests.Contains(Pattern, StringComparer.Ordinal) => Of(caller, isThere),
        _ when Of(new Caller("nobody", Role: null, Sees: false, Owns: false, Scopes: null, caller.SendAsync, ""), isThere) is var outcome && outcome != Outcome.SignIn => outcome,
        _ => Outcome.Forbidden,
    };

    public bool Covers(string method, string pattern) =>
        (Method == "*" || Method == method)
        && (Pattern.EndsWith("/*", StringComparison.Ordinal) ? pattern == Pattern[..^2] || pattern.StartsWith(Pattern[..^1], StringComparison.Ordinal) : pattern == Pattern);
}

/// <summary>
/// LX3: every route of the desk and who comes in by it. A new route adds its line here, or the matrix fails; what is below one
/// prefix and for the same people is one line together.
/// </summary>
internal static class Expectations
{
    private static readonly string[] Reading = [ApiScopes.Tickets, ApiScopes.TicketsRead];
    private static readonly string[] Any = [ApiScopes.Tickets, ApiScopes.TicketsRead, ApiScopes.People, ApiScopes.Admin];
    private static readonly string[] People = [ApiScopes.People, ApiScopes.Admin];

    /// <summary>Where a guest comes in as whoever sees what she sees.</summary>
    public static readonly string[] ForGuests = ["/tickets/{number}", "/attachments/{id:long}", "/attachments/{id:long}/picture", "/messages/{id:long}/page", "/messages/{id:long}/page-with-pictures", "/attachments", "/stream", "/preview", "/guest/ticket"];

    public static IReadOnlyList<Expectation> All { get; } =
    [
        // Pages for everybody.
        new("*", "/sign-in", Target.None, Everybody),
        new("*", "/sign-in/code", Target.None, Everybody),
        new("*", "/sign-in/connect/{secret?}", Target.None, Everybody),
        new("*", "/sign-out", Target.None, Everybody),
        new("*", "/forgot-password", Target.None, Everybody),
        new("*", "/choose-password/{secret}", Target.None, Everybody),
        // No guest is let in unless the desk says so; a secret that is none is over.
        new("*", "/guest", Target.None, (_, _) => Outcome.NotFound),
        new("*", "/guest/link", Target.None, Everybody),
        new("*", "/guest/open/{secret}", Target.None, Everybody),
        new("GET", "/guest/ticket", Target.None, (caller, _) => AfterSignIn(caller, caller.IsGuest ? Outcome.In : Outcome.NotFound)),
        // The token in a mail says who she is; of one that is none nobody learns more.
        new("*", "/mute/{token}", Target.None, (_, _) => Outcome.NotFound),
        new("*", "/setup", Target.None, NobodyAnyMore),
        new("*", "/theme", Target.None, Everybody),
        new("*", "/language", Target.None, Everybody),
        new("*", "/api", Target.None, Everybody),
        new("*", "/openapi/{documentName}.json", Target.None, Everybody),
        new("*", "/health/*", Target.None, Everybody),
        new("*", "/dev/*", Target.File, NobodyOutsideDevelopment),

        // Pages for people who are signed in.
        new("*", "/", Target.None, SignedIn),
        new("*", "/account", Target.None, SignedIn),
        new("*", "/account/password", Target.None, SignedIn),
        new("*", "/account/notifications", Target.None, SignedIn),
        new("*", "/notifications", Target.None, SignedIn),
        new("*", "/account/second-factor", Target.None, SignedIn),
        new("*", "/account/providers", Target.None, SignedIn),
        new("*", "/colleagues", Target.None, SignedIn),
        new("GET", "/service-levels", Target.None, SignedIn),
        new("*", "/tickets", Target.None, SignedIn),
        new("*", "/tickets/new", Target.None, SignedIn),
        new("*", "/tickets/suggestions", Target.None, SignedIn),
        new("*", "/tickets/{number}", Target.Ticket, WhoSeesTheTicket),
        new("*", "/tickets/{number}/people", Target.Ticket, WhoSeesTheTicket),
        new("GET", "/attachments/{id:long}", Target.File, WhoSeesTheTicket),
        new("GET", "/attachments/{id:long}", Target.NoteFile, StaffWhoSeeTheTicketElseNotFound),
        new("GET", "/attachments/{id:long}/picture", Target.File, WhoSeesTheTicket),
        new("GET", "/messages/{id:long}/page", Target.Message, WhoSeesTheTicket),
        new("GET", "/messages/{id:long}/page-with-pictures", Target.Message, WhoSeesTheTicket),
        new("POST", "/attachments", Target.None, SignedIn),
        new("GET", "/stream", Target.None, SignedIn),
        new("POST", "/preview", Target.None, SignedIn),

        // Pages for staff and for administrators.
        new("*", "/agent", Target.None, Staff),
        new("*", "/agent/requests", Target.None, Staff),
        new("*", "/agent/tickets/{number}", Target.Ticket, StaffWhoSeeTheTicket),
        new("*", "/agent/tickets/{number}/merge", Target.Ticket, StaffWhoSeeTheTicket),
        new("GET", "/admin", Target.None, Administrators),
        new("GET", "/admin/people", Target.None, Administrators),
        new("GET", "/admin/people/add", Target.None, Administrators),
        new("GET", "/admin/people/{id:long}", Target.Person, AdministratorsElseNotFound),
        new("GET", "/admin/people/{id:long}/erase", Target.Person, AdministratorsElseNotFound),
        new("GET", "/admin/organisations", Target.None, Administrators),
        new("GET", "/admin/organisations/{id:long}", Target.Organisation, AdministratorsElseNotFound),
        new("GET", "/admin/departments", Target.None, Administrators),
        new("GET", "/admin/departments/{id:long}", Target.Department, AdministratorsElseNotFound),
        new("GET", "/admin/settings", Target.None, Administrators),
        new("GET", "/admin/settings/access", Target.None, Administrators),
        new("GET", "/admin/settings/service-levels", Target.None, Administrators),
        new("GET", "/admin/settings/service-levels/{id:long}", Target.Classification, AdministratorsElseNotFound),
        new("GET", "/admin/settings/priorities", Target.None, Administrators),
        new("GET", "/admin/settings/priorities/{id:long}", Target.Priority, AdministratorsElseNotFound),
        new("GET", "/admin/plugins", Target.None, Administrators),
        new("GET", "/admin/plugins/{id}", Target.Plugin, AdministratorsElseNotFound),
        new("GET", "/admin/plugins/{id}/settings", Target.Plugin, AdministratorsElseNotFound),
        new("GET", "/admin/plugins/{id}/versions/{version}", Target.Plugin, AdministratorsElseNotFound),
        new("GET", "/admin/plugins/{id}/uninstall", Target.Plugin, AdministratorsElseNotFound),
        new("GET", "/admin/packages", Target.None, Administrators),
        new("GET", "/admin/packages/{upload}", Target.None, AdministratorsFindNothing),
        new("GET", "/admin/exports/{file}", Target.None, AdministratorsFindNothing),
        // A plugin's page for a permission that nobody was given.
        new("GET", "/greets", Target.None, Administrators),
        new("GET", "/admin/outbox", Target.None, Administrators),
        new("GET", "/admin/audit", Target.None, Administrators),
        new("*", "/admin/jobs/*", Target.None, Administrators),
        new("POST", "/admin/*", Target.None, Administrators),
        new("*", "/metrics", Target.None, Meters),

        // The API.
        new("GET", "/api/v1/departments", Target.None, Token(Reading)),
        new("GET", "/api/v1/ticket-types", Target.None, Token(Reading)),
        new("GET", "/api/v1/statuses", Target.None, Token(Reading)),
        new("GET", "/api/v1/priorities", Target.None, Token(Reading)),
        new("GET", "/api/v1/service-levels", Target.None, Token(Reading)),
        new("GET", "/api/v1/tickets", Target.None, Token(Reading)),
        new("POST", "/api/v1/tickets", Target.None, Token(ApiScopes.Tickets)),
        new("GET", "/api/v1/tickets/{number}", Target.Ticket, TokenForTicket(Reading)),
        new("GET", "/api/v1/tickets/{number}/history", Target.Ticket, TokenForTicket(Reading)),
        new("PATCH", "/api/v1/tickets/{number}", Target.Ticket, TokenForChange) { Json = """{"status": "closed"}""" },
        new("PATCH", "/api/v1/tickets/{number}", Target.Ticket, TokenOfStaffForChange) { Json = """{"subject": "Another"}""" },
        new("GET", "/api/v1/tickets/{number}/messages", Target.Ticket, TokenForTicket(Reading)),
        new("POST", "/api/v1/tickets/{number}/messages", Target.Ticket, TokenForTicket(ApiScopes.Tickets)),
        new("POST", "/api/v1/tickets/{number}/messages", Target.Ticket, TokenOfStaffForChange) { Json = """{"kind": "note", "body": "For staff."}""" },
        new("GET", "/api/v1/tickets/{number}/cc", Target.Ticket, TokenForTicket(Reading)),
        new("POST", "/api/v1/tickets/{number}/cc", Target.Ticket, TokenForTicket(ApiScopes.Tickets)),
        new("DELETE", "/api/v1/tickets/{number}/cc/{id:long}", Target.Cc, TokenForTicket(ApiScopes.Tickets)),
        new("GET", "/api/v1/tickets/{number}/shares", Target.Ticket, TokenForTicket(Reading)),
        new("POST", "/api/v1/tickets/{number}/shares", Target.Ticket, TokenForTicket(ApiScopes.Tickets)),
        new("DELETE", "/api/v1/tickets/{number}/shares/{kind}/{id:long}", Target.Ticket, TokenForTicket(ApiScopes.Tickets)),
        new("GET", "/api/v1/tickets/{number}/followers", Target.Ticket, TokenForTicket(Reading)),
        new("*", "/api/v1/tickets/{number}/followers/me", Target.Ticket, TokenForTicket(ApiScopes.Tickets)),
        new("DELETE", "/api/v1/tickets/{number}/followers/{id:long}", Target.Ticket, TokenForChange),
        new("GET", "/api/v1/attachments/{id:long}", Target.File, TokenForTicket(Reading)),
        new("GET", "/api/v1/attachments/{id:long}", Target.NoteFile, TokenForNoteFile),
        new("POST", "/api/v1/attachments", Target.None, Token(ApiScopes.Tickets)),
        new("GET", "/api/v1/people", Target.None, Token(Any)),
        new("GET", "/api/v1/people/{id:long}", Target.Person, TokenForPeople(caller => caller.Owns)),
        new("GET", "/api/v1/organisations", Target.None, Token(Any)),
        new("GET", "/api/v1/organisations/{id:long}", Target.Organisation, TokenForPeople(IsMember)),
        new("GET", "/api/v1/services", Target.None, Token(Any)),
        new("GET", "/api/v1/services/{id:long}", Target.Service, TokenForPeople(IsMember)),
        new("GET", "/api/v1/people/{id:long}/erasure", Target.Person, TokenOfAdministrator),
        new("POST", "/api/v1/people/{id:long}/erasure", Target.Person, TokenOfAdministrator),
        new("GET", "/api/v1/notifications", Target.None, Token(Reading)),
        new("GET", "/api/v1/notification-settings", Target.None, Token(Reading)),
        new("POST", "/api/v1/notifications/seen", Target.None, Token(ApiScopes.Tickets)),
        new("PUT", "/api/v1/notification-settings", Target.None, Token(ApiScopes.Tickets)),
        new("POST", "/api/v1/tickets/{number}/seen", Target.Ticket, TokenForTicket(ApiScopes.Tickets)),
        new("GET", "/api/v1/access-requests", Target.None, Token(People)),
        new("POST", "/api/v1/access-requests", Target.None, Token(People)),
        // A number that is no request's.
        new("POST", "/api/v1/access-requests/{id:long}/approve", Target.Person, TokenOfStaffFindsNothing),
        new("POST", "/api/v1/access-requests/{id:long}/refuse", Target.Person, TokenOfStaffFindsNothing),
        new("GET", "/api/v1/people/by/{source}/{externalId}", Target.Person, TokenForKey(caller => caller.Owns)),
        new("GET", "/api/v1/organisations/by/{source}/{externalId}", Target.Organisation, TokenForKey(IsMember)),
        new("GET", "/api/v1/services/by/{source}/{externalId}", Target.Service, TokenForKey(IsMember)),
        new("PUT", "/api/v1/people/by/{source}/{externalId}", Target.None, TokenForFeed),
        new("PUT", "/api/v1/organisations/by/{source}/{externalId}", Target.None, TokenForFeed),
        new("PUT", "/api/v1/services/by/{source}/{externalId}", Target.None, TokenForFeed),
        new("*", "/api/v1/{**path}", Target.None, (caller, _) => caller.IsToken ? Outcome.NotFound : Outcome.SignIn),
    ];

    private static Outcome Everybody(Caller caller, bool isThere) => Outcome.In;

    private static Outcome NobodyOutsideDevelopment(Caller caller, bool isThere) => Outcome.NotFound;

    /// <summary>A token opens no page: to pages its owner is nobody.</summary>
    private static Outcome SignedIn(Caller caller, bool isThere) => caller.Role is null || caller.IsToken ? Outcome.SignIn : Outcome.In;

    private static Outcome Staff(Caller caller, bool isThere) => AfterSignIn(caller, caller.IsStaff ? Outcome.In : Outcome.Forbidden);

    private static Outcome Administrators(Caller caller, bool isThere) => AfterSignIn(caller, caller.Role == Role.Administrator ? Outcome.In : Outcome.Forbidden);

    private static Outcome AdministratorsElseNotFound(Caller caller, bool isThere) =>
        Administrators(caller, isThere) is var outcome && outcome == Outcome.In && !isThere ? Outcome.NotFound : outcome;

    /// <summary>Nobody has uploaded or exported anything.</summary>
    private static Outcome AdministratorsFindNothing(Caller caller, bool isThere) =>
        Administrators(caller, isThere) is var outcome && outcome == Outcome.In ? Outcome.NotFound : outcome;

    /// <summary>There is an administrator already.</summary>
    private static Outcome NobodyAnyMore(Caller caller, bool isThere) => Outcome.NotFound;

    private static Outcome WhoSeesTheTicket(Caller caller, bool isThere) => AfterSignIn(caller, isThere && caller.Sees ? Outcome.In : Outcome.NotFound);

    private static Outcome StaffWhoSeeTheTicket(Caller caller, bool isThere) => caller.IsStaff ? WhoSeesTheTicket(caller, isThere) : Staff(caller, isThere);

    private static Outcome StaffWhoSeeTheTicketElseNotFound(Caller caller, bool isThere) => WhoSeesTheTicket(caller, isThere && caller.IsStaff);

    private static Outcome AfterSignIn(Caller caller, Outcome then) => SignedIn(caller, isThere: true) == Outcome.SignIn ? Outcome.SignIn : then;

    private static Outcome Meters(Caller caller, bool isThere) => caller switch
    {
        { IsToken: true } => caller.Has(ApiScopes.Metrics) ? Outcome.In : Outcome.Forbidden,
        { Role: null } => Outcome.SignIn,
        _ => caller.Role == Role.Administrator ? Outcome.In : Outcome.Forbidden,
    };

    private static Func<Caller, bool, Outcome> Token(params string[] scopes) => (caller, _) => AfterScope(caller, scopes, Outcome.In);

    private static Func<Caller, bool, Outcome> TokenForTicket(params string[] scopes) =>
        (caller, isThere) => AfterScope(caller, scopes, isThere && caller.Sees ? Outcome.In : Outcome.NotFound);

    /// <summary>Closing is for the requester and for staff.</summary>
    private static Outcome TokenForChange(Caller caller, bool isThere) =>
        TokenForTicket(ApiScopes.Tickets)(caller, isThere) is var outcome && outcome == Outcome.In && !caller.IsStaff && !caller.Owns ? Outcome.Forbidden : outcome;

    private static Outcome TokenOfStaffForChange(Caller caller, bool isThere) =>
        TokenForTicket(ApiScopes.Tickets)(caller, isThere) is var outcome && outcome == Outcome.In && !caller.IsStaff ? Outcome.Forbidden : outcome;

    private static Outcome TokenForNoteFile(Caller caller, bool isThere) => TokenForTicket(Reading)(caller, isThere && caller.IsStaff);

    private static Func<Caller, bool, Outcome> TokenForPeople(Func<Caller, bool> isHers) =>
        (caller, isThere) => AfterScope(caller, Any, isThere && (isHers(caller) || (caller.IsStaff && caller.Has(People))) ? Outcome.In : Outcome.NotFound);

    private static Func<Caller, bool, Outcome> TokenForKey(Func<Caller, bool> isHers) =>
        (caller, isThere) => AfterScope(caller, People, isThere && (isHers(caller) || caller.IsStaff) ? Outcome.In : Outcome.NotFound);

    private static Outcome TokenOfStaffFindsNothing(Caller caller, bool isThere) => AfterScope(caller, People, caller.IsStaff ? Outcome.NotFound : Outcome.Forbidden);

    private static Outcome TokenOfAdministrator(Caller caller, bool isThere) =>
        AfterScope(caller, [ApiScopes.Admin], caller.Role != Role.Administrator ? Outcome.Forbidden : isThere ? Outcome.In : Outcome.NotFound);

    private static Outcome TokenForFeed(Caller caller, bool isThere) => AfterScope(caller, People, caller.Role >= Role.Supervisor ? Outcome.In : Outcome.Forbidden);

    /// <summary>Customers who see the ticket do so as members of its organisation.</summary>
    private static bool IsMember(Caller caller) => caller is { Sees: true, IsStaff: false };

    private static Outcome AfterScope(Caller caller, string[] scopes, Outcome then) =>
        !caller.IsToken ? Outcome.SignIn : caller.Has(scopes) ? then : Outcome.Forbidden;
}
