using System.Runtime.Loader;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Counts load contexts. One that was let go of may linger, held by a static of the framework or by the plugin itself;
/// that costs memory and nothing else, so it is shown to the administrator, who can restart when it suits.
/// </summary>
internal sealed class LoadContexts
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    public void Add(PluginManifest manifest, AssemblyLoadContext context)
    {
        // A context that nobody told to unload does so in its finalizer, and lives on until its last assembly is gone.
        var entry = new Entry($"{manifest.Id} {manifest.Version}", new WeakReference(context, trackResurrection: true));
        context.Unloading += entry.LetGo;
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }

    /// <summary>How many are in memory, in use or not.</summary>
    public int Alive => Living().Count;

    /// <summary>Id and version of those that were let go of but are still in memory.</summary>
    public IReadOnlyList<string> Lingering => [.. Living().Where(entry => entry.IsLetGo).Select(entry => entry.Name)];

    private List<Entry> Living()
    {
        lock (_lock)
        {
            _entries.RemoveAll(entry => !entry.Context.IsAlive);
            return [.. _entries];
        }
    }

    private sealed class Entry(string name, WeakReference context)
    {
        public string Name { get; } = name;

        public WeakReference Context { get; } = context;

        public bool IsLetGo { get; private set; }

        public void LetGo(AssemblyLoadContext context) => IsLetGo = true;
    }
}
