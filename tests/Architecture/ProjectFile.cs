using System.Xml.Linq;

namespace Helpdesk.Architecture.Tests;

/// <summary>What a project, props or targets file says it refers to.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    public ProjectFile(string path, string text)
    {
        Path = path;
        _xml = XDocument.Parse(text);
        Packages = [.. Items("PackageReference").Select(item => item.Attribute("Include")?.Value).OfType<string>()];
        Projects = [.. Items("ProjectReference").Select(item => new ProjectArrow(Resolve(item.Attribute("Include")!.Value), IsBuildOrder(item)))];
    }

    public string Path { get; }

    /// <summary>With a slash at the end; empty at the root.</summary>
    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>What the file says of the root namespace; null when it says nothing.</summary>
    public string? RootNamespace => _xml.Descendants("RootNamespace").FirstOrDefault()?.Value;

    public string AssemblyName => _xml.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;

    public IReadOnlyList<string> Packages { get; }

    public IReadOnlyList<ProjectArrow> Projects { get; }

    private IEnumerable<XElement> Items(string name) => _xml.Descendants(name);

    /// <summary>The target's path below the root; wildcards stay as they are.</summary>
    private string Resolve(string include)
    {
        var steps = new Stack<string>(Folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        var path = include.Replace('\\', '/').Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal);
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                steps.Pop();
            }
            else if (step != ".")
            {
                steps.Push(step);
            }
        }

        return string.Join('/', steps.Reverse());
    }

    private static bool IsBuildOrder(XElement item) =>
        string.Equals(
            item.Attribute("ReferenceOutputAssembly")?.Value ?? item.Element("ReferenceOutputAssembly")?.Value,
            "false",
            StringComparison.OrdinalIgnoreCase);
}

/// <summary>A reference from one project to another; one for build order alone brings no code.</summary>
internal sealed record ProjectArrow(string Target, bool IsBuildOrder);
