using System.Reflection;
using FluentAssertions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>Who may know whom: <c>plugins ──► engine ◄── host</c>.</summary>
public sealed class ArrowTests
{
    private const string Engine = "engine/Helpdesk.Engine.csproj";

    /// <summary>Each is a decision: what the engine brings, every plugin gets into its process.</summary>
    private static readonly Dictionary<string, string> EnginePackages = new(StringComparer.Ordinal)
    {
        ["Microsoft.EntityFrameworkCore.Relational"] = "the model, without any database's provider",
        ["HtmlSanitizer"] = "cleans what messages show",
        ["Markdig"] = "reads messages that are Markdown",
        ["Cronos"] = "reads the schedules of cron jobs",
        ["MimeKit"] = "composes and reads mail; sending it is the host's",
        ["Microsoft.Extensions.Identity.Core"] = "hashes passwords",
        ["NodaTime"] = "knows time zones, wherever the machine keeps its own",
        ["Scriban.Signed"] = "renders notifications",
        ["Semver"] = "compares versions of plugins",
        ["Lucene.Net.Analysis.Common"] = "stems and stop words, so that search finds a word in its other forms",
    };

    /// <summary>What the engine must never load, directly or by a package's back door.</summary>
    private static readonly string[] StrangersToTheEngine =
    [
        "Autofac", "Hangfire", "McMaster", "MailKit", "Microsoft.Data.", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer",
        "Npgsql", "OpenTelemetry", "Serilog", "SQLitePCLRaw", "System.CommandLine", "Helpdesk.Host",
    ];

    private static readonly string[] HostsSecrets = ["Autofac", "Hangfire", "McMaster"];

    [Fact]
    public void The_engine_knows_no_other_project() =>
        Project(Engine).Projects.Should().BeEmpty("everything may lean on the engine, so it leans on nothing of ours");

    [Fact]
    public void The_engine_brings_only_packages_that_were_decided_on() =>
        Project(Engine).Packages.Should().BeSubsetOf(EnginePackages.Keys, "a package of the engine is in every plugin's process; add it here with its reason");

    [Fact]
    public void The_engine_is_compiled_against_no_job_server_container_loader_mail_server_or_database()
    {
        var references = Assembly.Load("Helpdesk.Engine").GetReferencedAssemblies().Select(reference => reference.Name!);

        references.Where(name => StrangersToTheEngine.Any(stranger => name.StartsWith(stranger, StringComparison.Ordinal)))
            .MustBeNone("These belong to the host; a plugin must be able to live without them.");
    }

    [Fact]
    public void The_host_uses_the_code_of_the_engine_and_of_no_plugin()
    {
        var used = MsBuildFiles().Where(file => file.Path.StartsWith("host/", StringComparison.Ordinal))
            .SelectMany(file => file.Projects).Where(arrow => !arrow.IsBuildOrder).Select(arrow => arrow.Target);

        used.Should().Equal(Engine);
    }

    [Fact]
    public void Plugins_know_the_engine_and_nothing_else_of_ours()
    {
        var astray =
            from file in MsBuildFiles()
            where IsOfPlugins(file.Path)
            from arrow in file.Projects
            where arrow.Target != Engine && !arrow.IsBuildOrder
            select $"{file.Path} → {arrow.Target}";

        astray.MustBeNone("Plugins meet in events and extension points of the engine, never directly.");
    }

    [Fact]
    public void Samples_know_packages_and_no_project_of_ours()
    {
        var astray =
            from file in MsBuildFiles()
            where file.Path.StartsWith("samples/", StringComparison.Ordinal)
            from arrow in file.Projects
            where !arrow.IsBuildOrder || !arrow.Target.StartsWith("samples/", StringComparison.Ordinal)
            select $"{file.Path} → {arrow.Target}";

        astray.MustBeNone("A sample is what somebody else would write, and has nothing but our packages.");
    }

    [Fact]
    public void Plugins_see_of_the_engine_what_every_plugin_sees()
    {
        var friends = Assembly.Load("Helpdesk.Engine").GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName);
        var plugins = House.Projects.Where(project => IsOfPlugins(project.Path)).Select(project => project.AssemblyName);

        friends.Intersect(plugins, StringComparer.Ordinal).MustBeNone("What a bundled plugin needs, others need as well: it belongs into the contract.");
    }

    [Fact]
    public void Only_the_host_brings_container_job_server_and_plugin_loader()
    {
        var astray =
            from file in MsBuildFiles()
            where !file.Path.StartsWith("host/", StringComparison.Ordinal)
            from package in file.Packages
            where HostsSecrets.Any(secret => package.StartsWith(secret, StringComparison.Ordinal))
            select $"{file.Path} → {package}";

        astray.MustBeNone("Autofac, Hangfire and McMaster are the host's secret, so that they can be replaced.");
    }

    [Fact]
    public void Only_the_host_and_its_tests_speak_of_container_job_server_and_plugin_loader()
    {
        var astray =
            from source in House.Sources
            where !source.Path.StartsWith("host/", StringComparison.Ordinal) && !source.Path.StartsWith("tests/Host/", StringComparison.Ordinal)
            from name in source.All<NameSyntax>()
            where HostsSecrets.Contains(FirstWord(name), StringComparer.Ordinal)
            select source.At(name);

        astray.MustBeNone("Autofac, Hangfire and McMaster are the host's secret, so that they can be replaced.");
    }

    private static string FirstWord(NameSyntax name)
    {
        while (name is QualifiedNameSyntax qualified)
        {
            name = qualified.Left;
        }

        // 'Hangfire' in 'Hangfire.JobStorage', and not in 'settings.Hangfire'.
        return name is IdentifierNameSyntax identifier && identifier.Parent is QualifiedNameSyntax or UsingDirectiveSyntax or MemberAccessExpressionSyntax
            && (identifier.Parent as MemberAccessExpressionSyntax)?.Name != identifier
            ? identifier.Identifier.Text
            : "";
    }

    private static ProjectFile Project(string path) => House.Projects.Single(project => project.Path == path);

    private static bool IsOfPlugins(string path) =>
        path.StartsWith("plugins/", StringComparison.Ordinal)
        || path.StartsWith("tests/Fixtures/", StringComparison.Ordinal)
        || path.StartsWith("samples/", StringComparison.Ordinal);

    private static IEnumerable<ProjectFile> MsBuildFiles() =>
        House.Files.Where(path => Path.GetExtension(path) is ".csproj" or ".props" or ".targets").Select(path => new ProjectFile(path, House.Read(path)));
}
