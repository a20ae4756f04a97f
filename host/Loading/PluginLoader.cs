using System.Reflection;
using System.Runtime.Loader;
using Helpdesk.Engine.Plugins;
using McMasterLoader = McMaster.NETCore.Plugins.PluginLoader;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Loads packages, each into a load context of its own, from a private copy. Outlives generations: switched off and on
/// again, the same contents are the same assembly, so that toggling costs nothing and leaves nothing behind.
/// </summary>
internal sealed class PluginLoader(string dataDirectory, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ShadowCopies _copies = new(dataDirectory);
    private readonly Dictionary<string, LoadedPlugin> _loaded = new(StringComparer.Ordinal);

    /// <summary>The load contexts that were made, and which of them are still in memory.</summary>
    public LoadContexts Contexts { get; } = new();

    public IReadOnlyList<LoadedPlugin> Loaded
    {
        get
        {
            lock (_lock)
            {
                return [.. _loaded.Values];
            }
        }
    }

    /// <summary>Loads a package, or hands out what is loaded already when id, version and contents are the same.</summary>
    /// <exception cref="PluginLoadException">It can't run here; the message says why.</exception>
    public LoadedPlugin Load(PluginPackage package)
    {
        if (!package.Verdict.IsCompatible)
        {
            throw new PluginLoadException(package.Name, package.Verdict.Sentence);
        }

        var manifest = package.Manifest!;
        lock (_lock)
        {
            var copy = Copy(package.Folder, manifest);
            if (!_loaded.TryGetValue(copy.Folder, out var plugin))
            {
                plugin = Load(Contexts, copy.Folder, manifest, time);
                _loaded.Add(copy.Folder, plugin);
            }

            return plugin;
        }
    }

    /// <summary>
    /// Lets go of a plugin that no generation uses any more (a newer version took its place, it was uninstalled). Its load
    /// context goes when nothing refers to it; what stays is counted by <see cref="Contexts"/>.
    /// </summary>
    public void Unload(LoadedPlugin plugin)
    {
        lock (_lock)
        {
            if (_loaded.Remove(plugin.Folder))
            {
                plugin.Unload();
            }
        }
    }

    /// <summary>As <see cref="Unload"/>, for all versions of a plugin.</summary>
    public void Forget(string id)
    {
        foreach (var plugin in Loaded.Where(plugin => plugin.Manifest.Id == id))
        {
            Unload(plugin);
        }
    }

    /// <summary>Loads a package from where it lies, for a process that does one thing and ends.</summary>
    /// <exception cref="PluginLoadException">It can't run here; the message says why.</exception>
    public static LoadedPlugin LoadInPlace(PluginPackage package, TimeProvider time)
    {
        if (!package.Verdict.IsCompatible)
        {
            throw new PluginLoadException(package.Name, package.Verdict.Sentence);
        }

        return Load(new LoadContexts(), package.Folder, package.Manifest!, time);
    }

    public void Dispose()
    {
        foreach (var plugin in Loaded)
        {
            Unload(plugin);
        }

        _copies.Dispose();
    }

    private ShadowCopy Copy(string folder, PluginManifest manifest)
    {
        ShadowCopy copy;
        try
        {
            copy = _copies.Take(folder, manifest.Id, manifest.Version);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PluginLoadException(manifest.Id, $"The package can't be copied: {fault.Message}", fault);
        }

        // The folder may have changed since the scan: what is loaded is what was inspected.
        var inspected = PackageInspection.Inspect(new PluginFolder(copy.Folder));
        if (!inspected.Verdict.IsCompatible)
        {
            throw new PluginLoadException(manifest.Id, inspected.Verdict.Sentence);
        }

        return inspected.Manifest!.Id == manifest.Id && inspected.Manifest.Version == manifest.Version
            ? copy
            : throw new PluginLoadException(manifest.Id, "The package was changed while it was being loaded; try again.");
    }

    private static LoadedPlugin Load(LoadContexts contexts, string folder, PluginManifest manifest, TimeProvider time)
    {
        McMasterLoader? loader = null;
        try
        {
            loader = McMasterLoader.CreateFromAssemblyFile(Path.Combine(folder, manifest.Assembly), config =>
            {
                config.IsUnloadable = true;
                foreach (var shared in SharedAssemblies.Contract)
                {
                    config.SharedAssemblies.Add(shared);
                }

                // Sharing an assembly shares all that it refers to; what a plugin brings along is its own all the same (LP3).
                foreach (var own in Own(folder))
                {
                    config.PrivateAssemblies.Add(new AssemblyName(own));
                }
            });
            var assembly = loader.LoadDefaultAssembly();
            contexts.Add(manifest, AssemblyLoadContext.GetLoadContext(assembly)!);
            return new LoadedPlugin(manifest, folder, assembly, PluginClass.In(assembly, manifest.Id), loader, time);
        }
        catch (Exception fault)
        {
            loader?.Dispose();
            throw fault as PluginLoadException ?? new PluginLoadException(manifest.Id, $"Its assembly can't be loaded: {fault.Message}", fault);
        }
    }

    private static IEnumerable<string> Own(string folder) =>
        PackageFiles.Entries(folder)
            .Where(file => file.Extension.Equals(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
