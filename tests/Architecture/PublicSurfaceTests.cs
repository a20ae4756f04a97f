using System.Reflection;
using FluentAssertions;
using Helpdesk.Engine.Plugins;
using PublicApiGenerator;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>What is public in the engine is a promise to every plugin.</summary>
public sealed class PublicSurfaceTests
{
    private const string Snapshot = "tests/Architecture/PublicSurface.txt";
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Engine = typeof(IPlugin).Assembly;

    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed()
    {
        var surface = Lines(ApiGenerator.GeneratePublicApi(Engine, new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
        if (Environment.GetEnvironmentVariable("HELPDESK_ACCEPT") == "1")
        {
            File.WriteAllText(Path.Combine(House.Root, Snapshot), string.Join('\n', surface) + "\n");
        }

        var difference = LineDifference.Between(Lines(House.Read(Snapshot)), surface);

        difference.MustBeNone(
            "What is public is a promise to every plugin. If each line is meant (and stands in CHANGELOG.md where plugins feel it), accept them all: "
            + "HELPDESK_ACCEPT=1 dotnet test tests/Architecture");
    }

    [Fact]
    public void Web_types_stand_in_the_contract_of_pages_alone() =>
        Uses(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            .Where(use => !IsBelow(use.By, "Helpdesk.Engine.Pages"))
            .Select(Describe).MustBeNone("ASP.NET types belong to the kit that pages are built from, Helpdesk.Engine.Pages.");

    [Fact]
    public void Entity_Framework_stands_in_the_contract_of_storage_alone_and_without_a_provider() =>
        Uses(name => name.Contains("EntityFramework", StringComparison.Ordinal))
            .Where(use => !IsBelow(use.By, "Helpdesk.Engine.Storage") || use.Assembly is not ("Microsoft.EntityFrameworkCore" or "Microsoft.EntityFrameworkCore.Relational"))
            .Select(Describe).MustBeNone("Tables of plugins are Entity Framework's; nothing else of the contract is, and no database's provider ever.");

    [Fact]
    public void Elsewhere_the_contract_is_made_of_the_base_library_and_of_the_engine_itself() =>
        Uses(name =>
                !name.StartsWith("System", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                && !name.Contains("EntityFramework", StringComparison.Ordinal)
                && name is not ("Helpdesk.Engine" or "Microsoft.Extensions.DependencyInjection.Abstractions" or "Microsoft.Extensions.Logging.Abstractions"))
            .Where(use => !(IsBelow(use.By, "Helpdesk.Engine.Pages") && use.Assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
            .Select(Describe).MustBeNone("A library in the contract pins its version on every plugin.");

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string Describe(Use use) => $"{use.By.FullName} shows {use.Shown.FullName ?? use.Shown.Name} of {use.Assembly}";

    private static bool IsBelow(Type type, string space) =>
        type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true;

    private static List<Use> Uses(Func<string, bool> assembly) =>
        [.. from type in Engine.GetExportedTypes()
            from shown in Shown(type).SelectMany(Parts).Distinct()
            let name = shown.Assembly.GetName().Name!
            where assembly(name)
            select new Use(type, shown, name)];

    /// <summary>Every type that somebody who uses or derives from this one meets.</summary>
    private static IEnumerable<Type> Shown(Type type)
    {
        var own = type.GetInterfaces().Concat(type.GetGenericArguments().SelectMany(Constraints)).Concat(Attributes(type));
        var members =
            from member in type.GetMembers(Declared)
            from shown in member switch
            {
                MethodBase method when IsSeen(method) => Shown(method),
                FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => [field.FieldType],
                EventInfo { AddMethod: { } add } occurrence when IsSeen(add) => [occurrence.EventHandlerType!],
                _ => [],
            }
            select shown;
        return own.Concat(members).Append(type.BaseType ?? typeof(object));
    }

    /// <summary>Accessors are methods too, so properties are covered.</summary>
    private static IEnumerable<Type> Shown(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType ?? typeof(void))
            .Concat(method.IsGenericMethodDefinition ? method.GetGenericArguments().SelectMany(Constraints) : [])
            .Concat(Attributes(method));

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> Constraints(Type parameter) => parameter.IsGenericParameter ? parameter.GetGenericParameterConstraints() : [];

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().Select(attribute => attribute.AttributeType);

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }

    private sealed record Use(Type By, Type Shown, string Assembly);
}
