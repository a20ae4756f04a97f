using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Plugins;

/// <summary>Something that a plugin lets only those members of staff do whom an administrator allowed it.</summary>
public sealed record PluginPermission
{
    /// <summary>Lower case letters, digits and hyphens, at most 40 characters. The full name is the plugin's id, a dot and this.</summary>
    public required string Key { get; init; }

    /// <summary>What administrators read, such as 'Write articles'.</summary>
    public required LocalizedText Name { get; init; }
}
