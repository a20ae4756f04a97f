using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Loading;

/// <summary>Makes plugins part of a generation's MVC.</summary>
internal static class PluginMvc
{
    /// <summary>
    /// Adds the plugins' views, pages and controllers, and the rule where they may answer. That rule speaks when MVC lists
    /// its endpoints, so a generation that was built and smoke-tested has kept it.
    /// </summary>
    /// <exception cref="PluginLoadException">A view is where it must not be, or two plugins claim one route prefix.</exception>
    public static IMvcBuilder AddPlugins(this IMvcBuilder mvc, IReadOnlyCollection<LoadedPlugin> plugins)
    {
        var routes = new PluginRoutes(plugins);
        var parts = plugins.SelectMany(plugin => plugin.Parts()).ToList();
        return mvc
            .ConfigureApplicationPartManager(manager =>
            {
                foreach (var part in parts)
                {
                    manager.ApplicationParts.Add(part);
                }
            })
            .AddMvcOptions(options => options.Conventions.Add(routes))
            .AddRazorPagesOptions(options =>
            {
                // Pages lie in folders by concept and below /Plugins/, not in one folder named Pages.
                options.RootDirectory = "/";
                options.Conventions.Add(routes);
            });
    }
}
