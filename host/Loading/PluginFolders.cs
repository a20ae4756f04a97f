using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Loading;

/// <summary>
/// Where packages lie on disk. A package is a folder with a <c>plugin.json</c>; a folder whose name begins with a dot
/// is not looked at, so that an installer can prepare one beside the others.
/// </summary>
internal sealed record PluginFolders
{
    /// <summary>What came with the desk: <c>&lt;folder&gt;/plugin.json</c>.</summary>
    public required string Bundled { get; init; }

    /// <summary>What the administrator installed: <c>&lt;id&gt;/&lt;version&gt;/plugin.json</c>.</summary>
    public required string Installed { get; init; }

    /// <summary>Further roots, laid out like <see cref="Installed"/>.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>What developers build into while the desk runs: <c>plugin.json</c> lies in the folder itself. It comes before all others of its version.</summary>
    public IReadOnlyList<string> BeingWritten { get; init; } = [];

    public static PluginFolders Of(string dataDirectory) => new()
    {
        Bundled = BesideDesk,
        Installed = Path.Combine(dataDirectory, "plugins"),
    };

    private static string BesideDesk => Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>What came with the desk: no configuration says where that is.</summary>
    public static IEnumerable<PluginFolder> FindBundled() => FindBundled(BesideDesk);

    public IEnumerable<PluginFolder> Find() =>
    [
        .. BeingWritten.Where(folder => File.Exists(Path.Combine(folder, ManifestReader.FileName))).Select(folder => new PluginFolder(folder)),
        .. FindBundled(Bundled),
        .. new[] { Installed }.Concat(More).SelectMany(Subfolders).SelectMany(
            id => Subfolders(id).Select(folder => new PluginFolder(folder, Path.GetFileName(id), Path.GetFileName(folder)))),
    ];

    private static IEnumerable<PluginFolder> FindBundled(string root) => Subfolders(root).Select(folder => new PluginFolder(folder) { IsBundled = true });

    private static IEnumerable<string> Subfolders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Not there, or not for us: what can't be looked into holds no package, and hides none of the others.
            return [];
        }
    }
}

/// <summary>A folder that should hold a package, and which one its name promises, if it does.</summary>
internal sealed record PluginFolder(string Path, string? Id = null, string? Version = null)
{
    /// <summary>Whether it came with the desk.</summary>
    public bool IsBundled { get; init; }
}
