using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Packages;

/// <summary>One thing in which two versions of a plugin differ, or which a new plugin brings.</summary>
/// <param name="Kind">Names a phrase: <c>capability</c>, <c>permission</c>, <c>route</c>, <c>command</c>, <c>setting</c>, <c>needs</c>, <c>author</c>.</param>
/// <param name="Name">Its stable name, as the manifest has it.</param>
/// <param name="IsNew">Whether it comes; else it goes.</param>
internal sealed record PluginDifference(string Kind, string Name, bool IsNew)
{
    /// <summary>What an administrator has to know before the button (LP2).</summary>
    /// <param name="before">Null for a plugin that was not here.</param>
    public static IReadOnlyList<PluginDifference> Between(PluginManifest? before, PluginManifest after)
    {
        return
        [
            .. Of("capability", manifest => manifest.Capabilities),
            .. Of("permission", manifest => manifest.Permissions.Select(permission => permission.Key)),
            .. Of("route", manifest => manifest.Routes),
            .. Of("command", manifest => manifest.Commands.Select(command => command.Name)),
            .. Of("setting", manifest => manifest.Settings.Select(setting => setting.Key)),
            .. Of("needs", manifest => manifest.DependsOn),
            // Somebody else's plugin by the same id would get its data.
            .. before is null ? [] : Of("author", manifest => [manifest.Author]),
        ];

        IEnumerable<PluginDifference> Of(string kind, Func<PluginManifest, IEnumerable<string>> names)
        {
            var (had, has) = (before is null ? [] : names(before).ToList(), names(after).ToList());
            return has.Except(had, StringComparer.Ordinal).Select(name => new PluginDifference(kind, name, IsNew: true))
                .Concat(had.Except(has, StringComparer.Ordinal).Select(name => new PluginDifference(kind, name, IsNew: false)));
        }
    }
}
