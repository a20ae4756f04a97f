using System.Diagnostics;
using System.Runtime.Loader;
using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Generations;

/// <summary>
/// When an exception that nobody caught ends the process, finds out whose it was by the assemblies in its stack, so
/// that a plugin with a thread of its own can't take the desk down for ever.
/// </summary>
internal sealed class CrashBlame(PluginLoader loader, StartMarks marks)
{
    public void Watch() => AppDomain.CurrentDomain.UnhandledException += (_, crash) =>
    {
        if (crash.ExceptionObject is Exception fault && CulpritOf(fault) is { } plugin)
        {
            marks.Blame(plugin);
        }
    };

    private string? CulpritOf(Exception fault)
    {
        var contexts = new StackTrace(fault).GetFrames()
            .Select(frame => frame.GetMethod()?.Module.Assembly)
            .OfType<System.Reflection.Assembly>()
            .Select(AssemblyLoadContext.GetLoadContext)
            .ToList();
        return loader.Loaded.FirstOrDefault(plugin => contexts.Contains(AssemblyLoadContext.GetLoadContext(plugin.Assembly)))?.Manifest.Id;
    }
}
