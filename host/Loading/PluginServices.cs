using System.Reflection;
using System.Runtime.Loader;
using Helpdesk.Engine.Plugins;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Helpdesk.Host.Loading;

/// <summary>
/// What a plugin may put into the container: services of its own, and those of the framework that are not there yet
/// (an HTTP client factory). What the desk does can be added to by contributions, never replaced.
/// </summary>
internal static class PluginServices
{
    /// <summary>The sentence why one of the services can't be; null when all is well.</summary>
    public static string? Refusal(PluginContributions contributions, Assembly plugin)
    {
        var own = AssemblyLoadContext.GetLoadContext(plugin);
        foreach (var type in contributions.Services.Select(service => service.ServiceType))
        {
            switch (OwnerOf(type, own))
            {
                case Owner.Desk:
                    return $"It registers {Name(type)}, which belongs to the desk and can't be replaced by a plugin.";
                case Owner.Framework when type == typeof(IHostedService) || type == typeof(IStartupFilter):
                    return $"It registers {Name(type)}; a plugin has jobs and pages instead.";
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>
    /// Adds the plugin's services. Those of the framework only where none was there before: the first one stands, and
    /// a plugin can't change how the desk or another plugin works.
    /// </summary>
    public static void AddTo(this PluginContributions contributions, IServiceCollection services)
    {
        var there = services.Select(service => (service.ServiceType, service.ServiceKey)).ToHashSet();
        foreach (var service in contributions.Services)
        {
            if (!IsOfFramework(service.ServiceType) || IsNamedOption(service) || !there.Contains((service.ServiceType, service.ServiceKey)))
            {
                services.Add(service);
            }
        }
    }

    private static bool IsOfFramework(Type type) => OwnerOf(type, null) == Owner.Framework;

    /// <summary>Options of the framework under a name, as <c>AddHttpClient</c> makes them: they concern who asks by that name.</summary>
    private static bool IsNamedOption(ServiceDescriptor service) =>
        service is { IsKeyedService: false, ImplementationInstance: { } instance, ServiceType.IsGenericType: true }
        && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)
        && instance.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ConfigureNamedOptions<>)
        && type.GetProperty(nameof(ConfigureNamedOptions<object>.Name))!.GetValue(instance) is string { Length: > 0 };

    /// <summary>
    /// Whose service it is. An open or closed generic belongs to whoever defined it, except that the framework's generics
    /// (options, loggers, lists) belong to whoever is in them.
    /// </summary>
    private static Owner OwnerOf(Type type, AssemblyLoadContext? own)
    {
        if (type.HasElementType)
        {
            return OwnerOf(type.GetElementType()!, own);
        }

        var assembly = type.Assembly;
        if (AssemblyLoadContext.GetLoadContext(assembly) is { } context && (own is null ? context != AssemblyLoadContext.Default : context == own))
        {
            return Owner.Plugin;
        }

        if (!IsFramework(assembly.GetName().Name!))
        {
            return Owner.Desk;
        }

        var arguments = type.GenericTypeArguments.Select(argument => OwnerOf(argument, own)).ToList();
        return arguments.Contains(Owner.Plugin) ? Owner.Plugin
            : arguments.Contains(Owner.Desk) ? Owner.Desk
            : Owner.Framework;
    }

    private static bool IsFramework(string assembly) =>
        SharedAssemblies.IsFramework(assembly) || (SharedAssemblies.IsContract(assembly) && assembly != typeof(IPlugin).Assembly.GetName().Name);

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>" : type.Name;

    private enum Owner
    {
        Plugin,
        Framework,
        Desk,
    }
}
