using System.Globalization;
using System.Security.Claims;
using Helpdesk.Engine.People;

namespace Helpdesk.Engine.Access;

/// <summary>
/// A person as the web knows her: the claims of a session or a token. They are made anew from the person's row with each
/// request, so that a role that was taken away is gone at once.
/// </summary>
internal static class DeskPrincipal
{
    public const string Id = "sub";
    public const string Name = "name";
    public const string Address = "email";
    public const string RoleName = "role";
    public const string Session = "session";
    public const string Ticket = "ticket";
    public const string Channel = "channel";
    public const string Permission = "permission";

    /// <param name="session">Of a browser that is signed in; null for a token.</param>
    /// <param name="onlyTicket">As <see cref="Actor.OnlyTicket"/>.</param>
    public static ClaimsPrincipal For(Person person, IReadOnlySet<string> permissions, string channel, string scheme, long? session = null, long? onlyTicket = null) =>
        new(new ClaimsIdentity(
            [
                new Claim(Id, person.Id.ToString(CultureInfo.InvariantCulture)),
                new Claim(Name, person.Name),
                new Claim(Address, person.Address),
                new Claim(RoleName, person.Role.ToString()),
                new Claim(Channel, channel),
                .. Numbered(Session, session),
                .. Numbered(Ticket, onlyTicket),
                .. permissions.Select(permission => new Claim(Permission, permission)),
            ],
            scheme,
            Name,
            RoleName));

    public static long? IdOf(ClaimsPrincipal principal) => Number(principal, Id);

    /// <summary>The session that a browser is signed in by; null for a token.</summary>
    public static long? SessionOf(ClaimsPrincipal principal) => Number(principal, Session);

    private static IEnumerable<Claim> Numbered(string claim, long? number) =>
        number is { } value ? [new Claim(claim, value.ToString(CultureInfo.InvariantCulture))] : [];

    private static long? Number(ClaimsPrincipal principal, string claim) =>
        long.TryParse(principal.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IReadOnlySet<string> PermissionsOf(ClaimsPrincipal principal) =>
        principal.HasClaim(claim => claim.Type == Permission)
            ? principal.FindAll(Permission).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal)
            : Actor.System.Permissions;

    public static Actor? ActorOf(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true }
        && IdOf(principal) is { } id
        && Enum.TryParse<Role>(principal.FindFirstValue(RoleName), out var role)
        && principal.FindFirstValue(Channel) is { } channel
            ? new Actor(id, role, channel) { Permissions = PermissionsOf(principal), OnlyTicket = Number(principal, Ticket) }
            : null;
}
