using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Tickets.Acts;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>Names that reach a database or another program outlive the types behind them.</summary>
public sealed partial class NameTests
{
    private static readonly Type[] EngineTypes = typeof(IPlugin).Assembly.GetTypes();

    /// <summary>What a person wrote, or who she is: a handler reads that when it runs, by the ids.</summary>
    private static readonly string[] PersonalFacts = ["Address", "Body", "Email", "Name", "Phone", "Subject", "Text"];

    private static IReadOnlyList<Type> Events => [.. EngineTypes.Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IDeskEvent)))];

    private static IReadOnlyList<Type> Acts => [.. EngineTypes.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Act)))];

    [Fact]
    public void Every_event_has_a_stable_versioned_name_of_its_own()
    {
        var names = Events.Select(EventName).ToList();

        names.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        names.Where(name => !EventPattern().IsMatch(name)).MustBeNone("Names of events look like ticket.opened/1.");
    }

    [Fact]
    public void Every_act_has_a_stable_versioned_name_of_its_own()
    {
        // Nothing but the name is asked, so the act needs no arguments.
        var names = Acts.Select(type => ((Act)RuntimeHelpers.GetUninitializedObject(type)).Name).ToList();

        names.Should().OnlyHaveUniqueItems();
        names.Where(name => !ActPattern().IsMatch(name)).MustBeNone("Names of acts look like set-status/1.");
    }

    [Fact]
    public void Events_carry_ids_and_facts_and_no_personal_text()
    {
        var personal =
            from type in Events
            from property in type.GetProperties()
            where property.GetMethod is { IsStatic: false } && PersonalFacts.Any(fact => property.Name.EndsWith(fact, StringComparison.Ordinal))
            select $"{type.Name}.{property.Name}";

        personal.MustBeNone("Events are kept in rows, logs and other people's plugins; a handler reads texts when it runs, by the ids.");
    }

    [Fact]
    public void Events_are_immutable_records()
    {
        var mutable =
            from type in Events
            from property in type.GetProperties()
            where property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{property.Name}";

        mutable.MustBeNone("What has happened does not change.");
    }

    private static string EventName(Type type) => (string)type.GetProperty(nameof(IDeskEvent.EventName))!.GetValue(null)!;

    [GeneratedRegex(@"^[a-z][a-z-]*(\.[a-z][a-z-]*)+/[1-9][0-9]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventPattern();

    [GeneratedRegex("^[a-z][a-z-]*/[1-9][0-9]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ActPattern();
}
