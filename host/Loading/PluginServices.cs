using System.Reflection;
using System.Runtime.Loader;
using Helpdesk.Engine.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Helpdesk.Host.Loading;

/// <summary>
/// What a plugin may put into the container: services of its own, and those of the framework that are not there yet
/// (an HTTP client factory). What the desk does can be added to by contributions, never replaced.
/// </summary>
internal static class PluginServices
{
    private static readonly Type[] OptionServices =
        [typeof(IConfigureOptions<>), typeof(IPostConfigureOptions<>), typeof(IValidateOptions<>), typeof(IOptionsChangeTokenSource<>)];

    /// <summary>The sentence why one of the services can't be; null when all is well.</summary>
    public static string? Refusal(PluginContributions contributions, Assembly plugin)
    {
        var own = AssemblyLoadContext.GetLoadContext(plugin)!;
        return contributions.Services.Select(service => Refusal(service, own)).FirstOrDefault(sentence => sentence is not null);
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
            if (!IsForOne(service) || !there.Contains((service.ServiceType, service.ServiceKey)))
            {
                services.Add(service);
            }
        }
    }

    private static string? Refusal(ServiceDescriptor service, AssemblyLoadContext own)
    {
        var type = service.ServiceType;
        return OwnerOf(type, own) switch
        {
            Owner.Desk => $"It registers {Name(type)}, which belongs to the desk and can't be replaced by a plugin.",
            Owner.Framework when type == typeof(IHostedService) || type == typeof(IStartupFilter) =>
                $"It registers {Name(type)}; a plugin has jobs and pages instead.",
            Owner.Framework when OptionsOf(type) is { } options && IsOf(options, "Microsoft.AspNetCore.") && !IsNamed(service) =>
                $"It sets {Name(options)}, which are the desk's.",
            _ => null,
        };
    }

    /// <summary>
    /// Whether there can be one only: a service of the framework, but not the settings of an HTTP client or a cache, which
    /// add up. Settings of the log, the process and the web add up too, but those are the desk's.
    /// </summary>
    private static bool IsForOne(ServiceDescriptor service) =>
        OwnerOf(service.ServiceType, null) == Owner.Framework
        && !IsNamed(service)
        && (OptionsOf(service.ServiceType) is not { } options
            || IsOf(options, "Microsoft.AspNetCore.") || IsOf(options, "Microsoft.Extensions.Logging") || IsOf(options, "Microsoft.Extensions.Hosting"));

    private static Type? OptionsOf(Type type) =>
        type.IsConstructedGenericType && OptionServices.Contains(type.GetGenericTypeDefinition()) ? type.GenericTypeArguments[0] : null;

    private static bool IsOf(Type type, string start) => type.Assembly.GetName().Name!.StartsWith(start, StringComparison.Ordinal);

    /// <summary>Settings under a name concern those who ask by that name.</summary>
    private static bool IsNamed(ServiceDescriptor service) =>
        service is { IsKeyedService: false, ImplementationInstance: { } instance }
        && instance.GetType() is { IsConstructedGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ConfigureNamedOptions<>)
        && type.GetProperty(nameof(ConfigureNamedOptions<>.Name))!.GetValue(instance) is string { Length: > 0 };

    /// <summary>
    /// Whose service it is: whoever defined the type. A generic of the framework (options, loggers, lists) belongs to
    /// whoever is in it.
    /// </summary>
    /// <param name="own">The plugin's load context; null where any that is not the process's own will do.</param>
    private static Owner OwnerOf(Type type, AssemblyLoadContext? own)
    {
        if (type.HasElementType)
        {
            return OwnerOf(type.GetElementType()!, own);
        }

        var context = AssemblyLoadContext.GetLoadContext(type.Assembly);
        if (own is null ? context != AssemblyLoadContext.Default : context == own)
        {
            return Owner.Plugin;
        }

        if (!SharedAssemblies.IsOfOthers(type.Assembly.GetName().Name!))
        {
            return Owner.Desk;
        }

        var owners = type.GenericTypeArguments.Select(argument => OwnerOf(argument, own)).ToHashSet();
        return owners.Contains(Owner.Plugin) ? Owner.Plugin : owners.Contains(Owner.Desk) ? Owner.Desk : Owner.Framework;
    }

    private static string Name(Type type) =>
        type.IsConstructedGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>" : type.Name.Split('`')[0];

    private enum Owner
    {
        Plugin,
        Framework,
        Desk,
    }
}
