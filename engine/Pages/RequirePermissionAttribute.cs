using Microsoft.AspNetCore.Authorization;

namespace Helpdesk.Engine.Pages;

/// <summary>On a page or a controller of a plugin: only staff with this permission of the plugin get in. Administrators have every permission.</summary>
/// <param name="permission">The full name: the plugin's id, a dot and the permission's key, such as <c>knowledge-base.write</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePermissionAttribute(string permission) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>The full name of the permission.</summary>
    public string Permission { get; } = permission;

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new PermissionRequirement(Permission)];
}
