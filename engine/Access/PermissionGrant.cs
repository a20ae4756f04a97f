namespace Helpdesk.Engine.Access;

/// <summary>A member of staff may do what a plugin's permission stands for. Kept while the plugin is off.</summary>
internal sealed class PermissionGrant
{
    public const int LongestName = 90;

    private PermissionGrant()
    {
    }

    public PermissionGrant(long personId, string permission)
    {
        PersonId = personId;
        Permission = permission;
    }

    public long PersonId { get; private set; }

    /// <summary>The full name: the plugin's id, a dot and the permission's key.</summary>
    public string Permission { get; private set; } = "";
}
