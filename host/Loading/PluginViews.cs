using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Razor.Hosting;

namespace Helpdesk.Host.Loading;

/// <summary>
/// The views of a plugin live below <c>/Plugins/&lt;id&gt;/</c>, the id written exactly as in its manifest: a view with the path
/// of another would take its place, in the whole desk and without a word.
/// </summary>
internal static class PluginViews
{
    public const string Root = "/Plugins/";

    public static string FolderOf(string pluginId) => $"{Root}{pluginId}/";

    /// <summary>The plugin below whose folder a view lies; null for the desk's own.</summary>
    public static string? PluginOf(string viewPath) =>
        viewPath.StartsWith(Root, StringComparison.OrdinalIgnoreCase) && viewPath.IndexOf('/', Root.Length) is var end and > 0
            ? viewPath[Root.Length..end]
            : null;

    /// <summary>The sentence why one of the compiled views can't be; null when all is well.</summary>
    public static string? Refusal(IEnumerable<ApplicationPart> parts, string pluginId) =>
        parts.OfType<IRazorCompiledItemProvider>()
            .SelectMany(part => part.CompiledItems)
            .FirstOrDefault(item => !item.Identifier.StartsWith(FolderOf(pluginId), StringComparison.Ordinal)) is { } stray
            ? $"Its view {stray.Identifier} is not below {FolderOf(pluginId)}, where its views belong."
            : null;
}
