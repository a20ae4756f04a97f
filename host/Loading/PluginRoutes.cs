using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Keeps each plugin's pages and controllers below the prefixes that its manifest declares. What would answer elsewhere
/// keeps the generation from being built, with a sentence that names it.
/// </summary>
internal sealed class PluginRoutes : IPageRouteModelConvention, IApplicationModelConvention
{
    private readonly Dictionary<string, LoadedPlugin> _byId;

    /// <exception cref="PluginLoadException">Two plugins declare the same prefix, or one within the other's.</exception>
    public PluginRoutes(IReadOnlyCollection<LoadedPlugin> plugins)
    {
        _byId = plugins.ToDictionary(plugin => plugin.Manifest.Id, StringComparer.OrdinalIgnoreCase);
        var taken = new List<(string Prefix, string PluginId)>();
        foreach (var manifest in plugins.Select(plugin => plugin.Manifest).OrderBy(manifest => manifest.Id, StringComparer.Ordinal))
        {
            foreach (var prefix in manifest.Routes)
            {
                var rival = taken.Find(other => other.PluginId != manifest.Id && (Covers(other.Prefix, prefix) || Covers(prefix, other.Prefix)));
                if (rival.PluginId is not null)
                {
                    throw new PluginLoadException(manifest.Id, $"Its route prefix {prefix} is taken: the plugin '{rival.PluginId}' has {rival.Prefix}.");
                }

                taken.Add((prefix, manifest.Id));
            }
        }
    }

    public void Apply(PageRouteModel model)
    {
        if (PluginViews.PluginOf(model.RelativePath) is { } id && _byId.TryGetValue(id, out var plugin))
        {
            foreach (var selector in model.Selectors)
            {
                Check(plugin, $"page {model.RelativePath}", selector.AttributeRouteModel?.Template);
            }
        }
    }

    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            if (_byId.Values.FirstOrDefault(plugin => plugin.Assembly == controller.ControllerType.Assembly) is { } plugin)
            {
                foreach (var action in controller.Actions)
                {
                    Check(plugin, controller, action);
                }
            }
        }
    }

    /// <summary>Whether a path or route template lies at a prefix or below it. Routing knows no upper and lower case.</summary>
    public static bool Covers(string prefix, string path) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');

    private static void Check(LoadedPlugin plugin, ControllerModel controller, ActionModel action)
    {
        // A selector without a template inherits the other's; one on neither side is reached by convention, which plugins are not.
        foreach (var outer in controller.Selectors.Select(selector => selector.AttributeRouteModel).DefaultIfEmpty())
        {
            foreach (var inner in action.Selectors.Select(selector => selector.AttributeRouteModel).DefaultIfEmpty())
            {
                Check(plugin, $"action {action.DisplayName}", AttributeRouteModel.CombineAttributeRouteModel(outer, inner)?.Template);
            }
        }
    }

    private static void Check(LoadedPlugin plugin, string what, string? template)
    {
        var path = template is null ? null : $"/{template.TrimStart('~').TrimStart('/')}";
        if (path is not null && plugin.Manifest.Routes.Any(prefix => Covers(prefix, path)))
        {
            return;
        }

        var where = path is null ? "has no route of its own" : $"answers at {path}";
        var allowed = plugin.Manifest.Routes.Count == 0 ? "its manifest declares no route prefix" : $"it has to be below {string.Join(" or ", plugin.Manifest.Routes)}";
        throw new PluginLoadException(plugin.Manifest.Id, $"Its {what} {where}, but {allowed}.");
    }
}
