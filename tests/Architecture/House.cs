using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Helpdesk.Architecture.Tests;

/// <summary>The house as it lies on disk: its source and its project files.</summary>
internal static class House
{
    /// <summary>Built, fetched or written by the running desk; no source.</summary>
    private static readonly string[] NotSource = [".git", "artifacts", "bin", "data", "node_modules", "obj", "TestResults", "wwwroot"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file that could be source, by its path below the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(Relative).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => SourceFile.Parse(path, Read(path)))];

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => new ProjectFile(path, Read(path)))];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The source below one folder, such as <c>engine/</c>.</summary>
    public static IEnumerable<SourceFile> SourcesBelow(params string[] folders) =>
        Sources.Where(source => folders.Any(folder => source.Path.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>The root namespace as MSBuild has it: of the project, else of the nearest Directory.Build.props that gives one, else the project's name.</summary>
    public static string RootNamespaceOf(ProjectFile project)
    {
        var told = project.RootNamespace;
        for (var folder = project.Folder; told is null && folder.Length > 0; folder = folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)])
        {
            var props = folder + "Directory.Build.props";
            told = Files.Contains(props, StringComparer.Ordinal) ? new ProjectFile(props, Read(props)).RootNamespace : null;
        }

        return told?.Replace("$(MSBuildProjectName)", project.Name, StringComparison.Ordinal) ?? project.Name;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Helpdesk.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Helpdesk.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(below => !NotSource.Contains(Path.GetFileName(below), StringComparer.Ordinal) && new DirectoryInfo(below).LinkTarget is null)
                .SelectMany(Walk));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}

/// <summary>A file of C#, parsed.</summary>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Syntax)
{
    /// <summary>Written by Entity Framework's tool and left as it came.</summary>
    public bool IsMigration => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public static SourceFile Parse(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), path).GetCompilationUnitRoot());

    public IEnumerable<TNode> All<TNode>() => Syntax.DescendantNodes().OfType<TNode>();

    /// <summary>The file and line of a node, as editors and terminals open it.</summary>
    public string At(Microsoft.CodeAnalysis.SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
