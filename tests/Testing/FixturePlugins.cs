using System.Reflection;
using System.Text.Json;

namespace Helpdesk.Testing;

/// <summary>The built fixture plugins (tests/Fixtures), laid out for a desk as an administrator would install them.</summary>
internal static class FixturePlugins
{
    /// <summary>Where their projects are.</summary>
    public static readonly string Sources = Path.Combine(Repository.Folder, "tests", "Fixtures");

    private static readonly string Built = Path.Combine(
        Sources,
        "bin",
        typeof(FixturePlugins).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration);

    /// <summary>Copies fixtures into <c>&lt;root&gt;/&lt;id&gt;/&lt;version&gt;/</c>, over what lies there.</summary>
    /// <param name="root">The folder of installed plugins.</param>
    /// <param name="names">Project names, such as <c>SampleV1</c>.</param>
    /// <returns>The folders, in the order of the names.</returns>
    public static IReadOnlyList<string> Lay(string root, params string[] names) => [.. names.Select(name => LayOne(root, name))];

    /// <summary>As <see cref="Lay"/>, for a plugin that comes with the desk.</summary>
    /// <param name="root">The folder of installed plugins.</param>
    /// <param name="name">The plugin's folder below <c>plugins/</c>, such as <c>KnowledgeBase</c>.</param>
    /// <returns>Where it lies now.</returns>
    public static string LayBundled(string root, string name) => LayFrom(Path.Combine(Repository.Folder, "plugins", name, "bin", Path.GetFileName(Built)), root);

    private static string LayOne(string root, string name) => LayFrom(Path.Combine(Built, name), root);

    private static string LayFrom(string source, string root)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(source, "plugin.json")));
        var target = Path.Combine(root, manifest.RootElement.GetProperty("id").GetString()!, manifest.RootElement.GetProperty("version").GetString()!);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return target;
    }
}
