using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Helpdesk.Engine.Plugins;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Host.Loading;

/// <summary>
/// What the desk and its plugins have in common. The contract is shared by name and exists once in the process; the
/// framework comes with .NET. A plugin that brought a copy along would be given that copy without a word, and its
/// <see cref="IPlugin"/> would not be ours.
/// </summary>
internal static class SharedAssemblies
{
    /// <summary>The explicit list: the engine, and of EF Core what stands in its contract.</summary>
    public static IReadOnlyList<AssemblyName> Contract { get; } =
    [
        typeof(IPlugin).Assembly.GetName(),
        typeof(DbContext).Assembly.GetName(),
        typeof(IndexAttribute).Assembly.GetName(),
        typeof(Migration).Assembly.GetName(),
    ];

    private static readonly FrozenDictionary<string, Version> ContractVersions =
        Contract.ToFrozenDictionary(name => name.Name!, name => name.Version!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Path of every assembly of the shared frameworks by its name.</summary>
    private static readonly FrozenDictionary<string, string> Framework = new[] { typeof(object), typeof(HttpContext) }
        .Select(type => Path.GetDirectoryName(type.Assembly.Location)!)
        .Distinct(StringComparer.Ordinal)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
        .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, Version?> FrameworkVersions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a package may not hold an assembly of this name.</summary>
    public static bool MustNotShip(string name) =>
        ContractVersions.ContainsKey(name)
        || (Framework.ContainsKey(name)
            && (name.StartsWith("Microsoft.AspNetCore.", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("Microsoft.Extensions.", StringComparison.OrdinalIgnoreCase)));

    public static bool IsContract(string name) => ContractVersions.ContainsKey(name);

    public static bool IsFramework(string name) => Framework.ContainsKey(name);

    /// <summary>Whether an assembly that is shared is not ours: the framework, or EF Core.</summary>
    public static bool IsOfOthers(string name) => IsFramework(name) || (IsContract(name) && name != Contract[0].Name);

    /// <summary>The version that the desk has of a shared assembly; null where it has none to share.</summary>
    public static Version? VersionOf(string name) =>
        ContractVersions.TryGetValue(name, out var version)
            ? version
            : FrameworkVersions.GetOrAdd(name, static name => Framework.TryGetValue(name, out var path) ? ScannedAssembly.Read(path)?.Version : null);
}
