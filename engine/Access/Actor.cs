namespace Helpdesk.Engine.Access;

/// <summary>What a person is to the desk.</summary>
public enum Role
{
    /// <summary>Asks for help.</summary>
    Customer,

    /// <summary>Gives help.</summary>
    Agent,

    /// <summary>Gives help and sets the desk up.</summary>
    Administrator,
}

/// <summary>Who does something: a signed-in person, or the desk itself.</summary>
/// <param name="PersonId">The person; null for the desk itself.</param>
/// <param name="Role">Her role.</param>
/// <param name="Channel">The stable name of the way in, such as <c>web</c>, <c>api</c> or <c>system</c>.</param>
public sealed record Actor(long? PersonId, Role Role, string Channel)
{
    /// <summary>The desk itself: schedulers, imports, notifications.</summary>
    public static Actor System { get; } = new(null, Role.Administrator, "system");

    /// <summary>Whether the actor works at the desk rather than asks it for help.</summary>
    public bool IsStaff => Role is Role.Agent or Role.Administrator;
}
