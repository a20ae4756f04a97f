using Helpdesk.Engine.People;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Access;

/// <summary>Who of the staff may do what plugins declare permissions for.</summary>
internal sealed class PermissionDesk(DeskStore store, Contributions contributions)
{
    /// <summary>The permissions that the running plugins declare, by their full names.</summary>
    public IReadOnlyList<(string Name, LocalizedText Text)> Declared { get; } =
        [.. contributions.Plugins.SelectMany(plugin => plugin.Permissions.Select(permission => ($"{plugin.PluginId}.{permission.Key}", permission.Name)))];

    /// <summary>What a person was given. Customers are given nothing, and none is looked for.</summary>
    public Task<IReadOnlySet<string>> OfAsync(Person person, CancellationToken cancellationToken) => OfAsync(person.Id, person.Role, cancellationToken);

    /// <inheritdoc cref="OfAsync(Person, CancellationToken)" />
    public async Task<IReadOnlySet<string>> OfAsync(long personId, Role role, CancellationToken cancellationToken)
    {
        if (role < Role.Agent)
        {
            return Actor.System.Permissions;
        }

        await using var tables = store.Read();
        return await tables.PermissionGrants.Where(grant => grant.PersonId == personId).Select(grant => grant.Permission).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Gives a person these of the declared permissions and takes the others; those of plugins that are off stay as they are.</summary>
    public Task<SetUpResult> GrantAsync(long personId, IReadOnlyCollection<string> permissions, Actor by, CancellationToken cancellationToken) =>
        store.SetUpAsync(
            by,
            "person.permissions",
            async (unit, token) =>
            {
                if (!await unit.Desk.People.AnyAsync(person => person.Id == personId, token))
                {
                    return SetUpResult.No(AdministratorsOnly.NotFound());
                }

                var declared = Declared.Select(permission => permission.Name).ToHashSet(StringComparer.Ordinal);
                var had = await unit.Desk.PermissionGrants.Where(grant => grant.PersonId == personId).ToListAsync(token);
                unit.Desk.PermissionGrants.RemoveRange(had.Where(grant => declared.Contains(grant.Permission) && !permissions.Contains(grant.Permission, StringComparer.Ordinal)));
                unit.Desk.PermissionGrants.AddRange(permissions.Where(declared.Contains).Distinct(StringComparer.Ordinal)
                    .Where(permission => !had.Exists(grant => grant.Permission == permission))
                    .Select(permission => new PermissionGrant(personId, permission)));
                return new SetUpResult(personId, []);
            },
            cancellationToken);
}
