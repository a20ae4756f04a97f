using Helpdesk.Engine.Plugins.Commands;
using Helpdesk.Engine.Plugins.Settings;

namespace Helpdesk.Engine.Plugins;

/// <summary>
/// What <c>plugin.json</c> says about a plugin. It is read before any of the plugin's code runs; a field that is not
/// listed here is refused, so that a spelling mistake is not taken for a wish.
/// </summary>
public sealed record PluginManifest
{
    /// <summary>Lower case letters, digits and hyphens, beginning with a letter, 2 to 40 characters; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people read, at most 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The version (SemVer 2.0.0).</summary>
    public required string Version { get; init; }

    /// <summary>The engine versions it works with, as a range in npm's notation, such as <c>^0.1.0</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The file name of its main assembly, beside <c>plugin.json</c>.</summary>
    public required string Assembly { get; init; }

    /// <summary>One or two sentences on what it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string Author { get; init; } = "";

    /// <summary>Its licence as an SPDX identifier.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The ids of plugins that must be enabled with it.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>What it says it does (shown for consent and review; not a sandbox).</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>What administrators can allow members of staff to do, beyond their roles.</summary>
    public IReadOnlyList<PluginPermission> Permissions { get; init; } = [];

    /// <summary>What administrators set; the desk shows, checks and keeps it, and the plugin reads it by <see cref="ISettings{TSettings}"/>.</summary>
    public IReadOnlyList<SettingDeclaration> Settings { get; init; } = [];

    /// <summary>What it can be asked to do at the desk's command line, by <see cref="IPluginCommand"/>.</summary>
    public IReadOnlyList<CommandDeclaration> Commands { get; init; } = [];

    /// <summary>The paths below which its pages and endpoints live, such as <c>/kb</c>; nothing outside them is served.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];
}
