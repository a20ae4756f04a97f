using Helpdesk.Host.Loading;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>A desk's data directory with plugins in it, and what loads them.</summary>
internal sealed class Plugins : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("helpdesk-");
    private readonly List<PluginLoader> _loaders = [];

    public Plugins(params string[] fixtures)
    {
        Loader = AnotherLoader();
        Lay(fixtures);
    }

    public string Data => _data.FullName;

    public string Installed => Path.Combine(Data, "plugins");

    public PluginLoader Loader { get; }

    public PluginCatalogue Catalogue => new(new PluginFolders { Bundled = Path.Combine(Data, "bundled"), Installed = Installed });

    public IReadOnlyList<string> Lay(params string[] fixtures) => FixturePlugins.Lay(Installed, fixtures);

    /// <summary>A loader such as another process, or the same desk after a start, would have.</summary>
    public PluginLoader AnotherLoader(TimeProvider? time = null)
    {
        var loader = new PluginLoader(Data, time ?? TimeProvider.System);
        _loaders.Add(loader);
        return loader;
    }

    public PluginPackage Find(string id, string? version = null) =>
        Catalogue.Scan().First(package => package.Name == id && (version is null || package.Manifest?.Version == version));

    public LoadedPlugin Load(string id, string? version = null) => Loader.Load(Find(id, version));

    public void Dispose()
    {
        _loaders.ForEach(loader => loader.Dispose());
        _data.Delete(recursive: true);
    }
}
