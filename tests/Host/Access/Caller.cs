using Helpdesk.Engine.Access;

namespace Helpdesk.Host.Tests.Access;

/// <summary>Somebody who asks for everything there is, by browser or by token.</summary>
/// <param name="Role">Null for nobody.</param>
/// <param name="Sees">Whether she sees the ticket that the matrix is about.</param>
/// <param name="Owns">Whether it is hers.</param>
/// <param name="Scopes">Of her token; null for a browser.</param>
internal sealed record Caller(string Name, Role? Role, bool Sees, bool Owns, IReadOnlyList<string>? Scopes, Func<HttpRequestMessage, Task<HttpResponseMessage>> SendAsync, string FormToken)
{
    /// <summary>Whether she has no account and came by a mail's link (row E9).</summary>
    public bool IsGuest { get; init; }

    public bool IsStaff => Role >= Engine.Access.Role.Agent;

    public bool IsToken => Scopes is not null;

    public bool Has(params string[] scopes) => Scopes?.Intersect(scopes, StringComparer.Ordinal).Any() ?? false;

    public override string ToString() => Scopes is null ? $"{Name} by browser" : $"{Name} by token of '{string.Join(' ', Scopes)}'";
}

/// <summary>What becomes of a request, as far as access is concerned.</summary>
internal enum Outcome
{
    /// <summary>Let in; whatever comes of it is not about access.</summary>
    In,

    /// <summary>Asked who it is: 401, or led to the sign-in page.</summary>
    SignIn,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404: it is not there, or is somebody else's.</summary>
    NotFound,

    /// <summary>What should never come.</summary>
    Broken,
}
