using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Plugins.Removal;

/// <summary>What takes a plugin's data away.</summary>
internal static class RemovalServices
{
    public static IServiceCollection AddPluginRemoval(this IServiceCollection services) => services
        .AddSingleton<IPluginRemains, KeptSettings>()
        .AddSingleton<IPluginRemains, GivenPermissions>()
        .AddSingleton<IPluginRemains, WaitingRows>()
        .AddSingleton<IPluginRemains, FoundThings>()
        .AddSingleton<PluginEraser>()
        .AddSingleton<PluginExport>();
}
