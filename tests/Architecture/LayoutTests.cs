using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>A newcomer finds things by the folder list, so the folder list tells the truth.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] NoNames = ["Common", "Helper", "Helpers", "Managers", "Misc", "Services", "Util", "Utilities", "Utils"];

    /// <summary>Pages of the demo company, not of the repository.</summary>
    private const string DemoArticles = "/Demo/Articles/";

    private static readonly string[] LockFiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "packages.lock.json"];

    private static readonly string[] RegistrySettings = [".npmrc", ".yarnrc", ".yarnrc.yml", "nuget.config", "bunfig.toml"];

    [Fact]
    public void Every_folder_is_named_after_a_concept()
    {
        var nameless = House.Files
            .Where(path => path.Split('/')[..^1].Any(folder => NoNames.Contains(folder, StringComparer.OrdinalIgnoreCase)))
            .Select(path => path[..path.LastIndexOf('/')]).Distinct(StringComparer.Ordinal);

        nameless.MustBeNone("Such a folder holds a concept that has no name yet.");
    }

    [Fact]
    public void The_namespace_is_the_folder()
    {
        var astray =
            from source in House.Sources
            from space in source.All<BaseNamespaceDeclarationSyntax>()
            let expected = Namespace(source.Path)
            where expected is not null && space.Name.ToString() != expected
            select $"{source.At(space)} says {space.Name}, its folder says {expected}";

        astray.MustBeNone("A type is found by its namespace.");
    }

    [Fact]
    public void Types_stand_in_a_namespace()
    {
        var homeless =
            from source in House.Sources
            from type in source.Syntax.Members.OfType<BaseTypeDeclarationSyntax>()
            select $"{source.At(type)} {type.Identifier.Text}";

        homeless.MustBeNone("A type without a namespace is in everybody's.");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = ProjectPath().Matches(House.Read("Helpdesk.sln")).Select(match => match.Groups["path"].Value.Replace('\\', '/')).ToList();
        var there = House.Projects.Select(project => project.Path).Where(path => !path.StartsWith("samples/", StringComparison.Ordinal)).ToList();

        there.Except(listed, StringComparer.Ordinal).MustBeNone("A project that the solution does not know is not built, and its tests are never run: dotnet sln add");
        listed.Except(there, StringComparer.Ordinal).MustBeNone("The solution knows a project that is not there: dotnet sln remove");
    }

    [Fact]
    public void Every_test_project_can_be_run()
    {
        var unrunnable = House.Projects
            .Where(project => project.Name.EndsWith(".Tests", StringComparison.Ordinal))
            .Where(project => !project.Packages.Contains("Microsoft.NET.Test.Sdk", StringComparer.Ordinal) || !project.Packages.Contains("xunit.runner.visualstudio", StringComparer.Ordinal))
            .Select(project => project.Path);

        unrunnable.MustBeNone("./test runs the projects that bring a test host and xunit's runner.");
    }

    [Fact]
    public void The_entrance_is_short() =>
        House.Read("host/Program.cs").TrimEnd().Split('\n').Should().HaveCountLessThanOrEqualTo(60, "Program.cs says what the host is made of; how is said elsewhere");

    [Fact]
    public void No_tracked_file_says_which_registry_packages_come_from()
    {
        var tracked = Tracked();
        var locks = tracked.Where(path => LockFiles.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)).SelectMany(path => Hits(path, Address()));
        var settings = tracked.Where(path => RegistrySettings.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)).SelectMany(path => Hits(path, RegistrySetting()));
        var sources = tracked.Where(path => Path.GetExtension(path) is ".csproj" or ".props" or ".targets").SelectMany(path => Hits(path, RestoreSource()));

        locks.Concat(settings).Concat(sources).MustBeNone("Where packages come from is the business of the machine that fetches them.");
    }

    [Fact]
    public void Every_link_in_the_documentation_leads_somewhere()
    {
        var broken =
            from path in House.Files
            where path.EndsWith(".md", StringComparison.Ordinal) && !path.Contains(DemoArticles, StringComparison.Ordinal)
            from Match link in Link().Matches(House.Read(path))
            let target = link.Groups["target"].Value
            where !Path.Exists(Path.Combine(House.Root, Path.GetDirectoryName(path)!, target))
            select $"{path} → {target}";

        broken.MustBeNone("A page that leads nowhere is not kept true.");
    }

    /// <summary>They link to each other by the addresses that customers see.</summary>
    [Fact]
    public void Every_link_between_demo_articles_leads_to_one_in_the_same_language()
    {
        var articles = House.Files.Where(path => path.Contains(DemoArticles, StringComparison.Ordinal)).ToList();
        var broken =
            from path in articles
            let name = Path.GetFileName(path).Split('.')
            from Match link in Link().Matches(House.Read(path))
            let target = $"{Path.GetDirectoryName(path)}/{link.Groups["target"].Value.Replace("/kb/a/", "", StringComparison.Ordinal)}.{name[1]}.md"
            where !articles.Contains(target.Replace('\\', '/'), StringComparer.Ordinal)
            select $"{path} → {target}";

        articles.Should().NotBeEmpty();
        broken.MustBeNone("A reader who follows it would find nothing.");
    }

    private static IEnumerable<string> Hits(string path, Regex pattern) =>
        House.Read(path).Split('\n').Select((line, index) => (line, index)).Where(at => pattern.IsMatch(at.line)).Select(at => $"{path}:{at.index + 1} {at.line.Trim()}");

    /// <summary>What git has; a copy without git has nothing else either.</summary>
    private static IReadOnlyList<string> Tracked()
    {
        if (!Path.Exists(Path.Combine(House.Root, ".git")))
        {
            return House.Files;
        }

        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = House.Root, RedirectStandardOutput = true, UseShellExecute = false })!;
        var listed = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        git.ExitCode.Should().Be(0);
        return [.. listed.Where(path => File.Exists(Path.Combine(House.Root, path)))];
    }

    /// <summary>The project's root namespace and the folders below it; null outside of any project.</summary>
    private static string? Namespace(string path)
    {
        var project = House.Projects.Where(p => path.StartsWith(p.Folder, StringComparison.Ordinal)).MaxBy(p => p.Folder.Length);
        return project is null
            ? null
            : string.Join('.', path[project.Folder.Length..].Split('/')[..^1].Prepend(House.RootNamespaceOf(project)));
    }

    /// <summary>Links within the repository, without their anchors.</summary>
    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)(?<target>[^)#\s]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("\"(?<path>[^\"]+\\.csproj)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProjectPath();

    [GeneratedRegex("\"?resolved\"?:?\\s+\"?https?:|\"?tarball\"?:\\s*\"?https?:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("(^|:)registry\\s*=|https?:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RegistrySetting();

    [GeneratedRegex("<Restore(Additional(Project)?)?Sources>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RestoreSource();
}
