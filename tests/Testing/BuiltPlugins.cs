using System.Reflection;

namespace Helpdesk.Testing;

/// <summary>Where the plugins of the house are built to.</summary>
internal static class BuiltPlugins
{
    private static readonly string Configuration = typeof(BuiltPlugins).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <param name="project">The folder of the project within the repository, such as <c>plugins/SlaBilling</c>.</param>
    public static string FolderOf(string project) => project.StartsWith("tests/Fixtures/", StringComparison.Ordinal)
        ? Path.Combine(FixturePlugins.Sources, "bin", Configuration, Path.GetFileName(project))
        : Path.Combine(Repository.Folder, project, "bin", Configuration);
}
