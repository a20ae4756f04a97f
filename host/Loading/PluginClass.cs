using System.Reflection;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Loading;

/// <summary>Finds the one class by which a plugin makes itself known.</summary>
internal static class PluginClass
{
    public static Type In(Assembly assembly, string pluginId)
    {
        var classes = Types(assembly, pluginId)
            .Where(type => type.IsVisible && type is { IsClass: true, IsAbstract: false } && typeof(IPlugin).IsAssignableFrom(type))
            .ToList();
        return classes switch
        {
            [] => throw new PluginLoadException(pluginId, $"{assembly.GetName().Name} has no public class that implements IPlugin."),
            [var only] when only.ContainsGenericParameters || only.GetConstructor(Type.EmptyTypes) is null =>
                throw new PluginLoadException(pluginId, $"{only.FullName} has no public constructor without parameters."),
            [var only] => only,
            _ => throw new PluginLoadException(
                pluginId,
                $"{assembly.GetName().Name} has {classes.Count} public classes that implement IPlugin ({string.Join(", ", classes.Select(type => type.Name))}); one is needed."),
        };
    }

    private static Type[] Types(Assembly assembly, string pluginId)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException fault)
        {
            // Half a plugin would fail later and less clearly (LP1).
            var reason = fault.LoaderExceptions.FirstOrDefault(reason => reason is not null)?.Message ?? fault.Message;
            throw new PluginLoadException(pluginId, $"A type of {assembly.GetName().Name} does not load: {reason}", fault);
        }
    }
}
