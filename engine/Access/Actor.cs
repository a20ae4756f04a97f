using System.Collections.Frozen;

namespace Helpdesk.Engine.Access;

/// <summary>What a person is to the desk.</summary>
public enum Role
{
    /// <summary>Asks for help.</summary>
    Customer,

    /// <summary>Gives help.</summary>
    Agent,

    /// <summary>Gives help and sees every ticket, whatever its department lets others see (row D8).</summary>
    Supervisor,

    /// <summary>Gives help, sees every ticket and sets the desk up.</summary>
    Administrator,
}

/// <summary>Who does something: a signed-in person, or the desk itself.</summary>
/// <param name="PersonId">The person; null for the desk itself.</param>
/// <param name="Role">Her role.</param>
/// <param name="Channel">The stable name of the way in, such as <c>web</c>, <c>api</c> or <c>system</c>.</param>
public sealed record Actor(long? PersonId, Role Role, string Channel)
{
    /// <summary>What she was allowed beyond her role, by the full names of permissions, such as <c>knowledge-base.write</c>.</summary>
    public IReadOnlySet<string> Permissions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The only ticket that a guest sees, who has no account (row E9); null for everybody else.</summary>
    public long? OnlyTicket { get; init; }

    /// <summary>The desk itself: schedulers, imports, notifications.</summary>
    public static Actor System { get; } = new(null, Role.Administrator, "system");

    /// <summary>Whether the actor works at the desk rather than asks it for help.</summary>
    public bool IsStaff => Role >= Role.Agent;

    /// <summary>Whether the actor has a permission that a plugin declares. Administrators have all; others those that they were given.</summary>
    /// <param name="permission">The full name: the plugin's id, a dot and the permission's key.</param>
    public bool May(string permission) => Role == Role.Administrator || (IsStaff && Permissions.Contains(permission));

    /// <summary>Whether no department hides a ticket from the actor.</summary>
    public bool SeesEverything => Role >= Role.Supervisor;
}
