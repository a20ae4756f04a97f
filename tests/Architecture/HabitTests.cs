using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Helpdesk.Engine.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>Habits that a reader may rely on everywhere in the house; CONTRIBUTING.md says why.</summary>
public sealed partial class HabitTests
{
    private static readonly string[] Clocks = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    private static readonly string[] Kinds = ["slow", "long"];

    private static readonly string[] Sleeps = ["Task.Delay", "Thread.Sleep"];

    [Fact]
    public void Classes_are_sealed_unless_somebody_inherits()
    {
        var parents = House.Sources.SelectMany(s => s.All<BaseTypeSyntax>()).Select(b => Word(b.Type)).ToHashSet(StringComparer.Ordinal);
        var parts =
            from source in House.Sources
            where !source.IsMigration
            from type in source.All<TypeDeclarationSyntax>()
            where type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword))
            select (source, type);
        var open =
            from part in parts
            group part by (Path.GetDirectoryName(part.source.Path), part.type.Identifier.Text, part.type.Arity, Outer(part.type)) into whole
            where !whole.Any(part => part.type.Modifiers.Any(m => m.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword))
            where !parents.Contains(whole.Key.Text)
            select $"{whole.First().source.At(whole.First().type)} {whole.Key.Text}";

        open.MustBeNone("A class that is open by accident is a promise nobody meant: seal it.");
    }

    [Fact]
    public void Nobody_asks_the_wall_clock()
    {
        var impatient =
            from source in House.Sources
            from access in source.All<MemberAccessExpressionSyntax>()
            where Clocks.Any(clock => access.ToString() == clock || access.ToString().EndsWith("." + clock, StringComparison.Ordinal))
            select source.At(access);
        var inViews = House.Files.Where(path => path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(path => Clocks.Any(clock => House.Read(path).Contains(clock, StringComparison.Ordinal)));

        impatient.Concat(inViews).MustBeNone("Ask the injected TimeProvider: it has a fake for tests.");
    }

    [Fact]
    public void The_engine_takes_the_clock_it_is_given() =>
        House.SourcesBelow("engine/").SelectMany(source => source.All<MemberAccessExpressionSyntax>().Where(access => access.ToString() == "TimeProvider.System").Select(source.At))
            .MustBeNone("Whoever builds the engine chooses its clock.");

    [Fact]
    public void Nobody_silences_the_ban_on_the_clock() =>
        House.Sources.Where(source => source.Syntax.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia) && trivia.ToString().Contains("RS0030", StringComparison.Ordinal)))
            .Select(source => source.Path).MustBeNone("The ban has no exceptions.");

    [Fact]
    public void Every_public_type_of_the_engine_says_what_it_is_in_a_sentence()
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Helpdesk.Engine.xml"));
        var summaries = documentation.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")), StringComparer.Ordinal);

        var silent = typeof(IPlugin).Assembly.GetExportedTypes()
            .Where(type => !Sentence().IsMatch(summaries.GetValueOrDefault($"T:{type.FullName!.Replace('+', '.')}", "")))
            .Select(type => type.FullName!);

        silent.MustBeNone("The author of a plugin reads the summary before anything else; make it a full sentence.");
    }

    [Fact]
    public void The_engine_has_public_types_to_document() =>
        typeof(IPlugin).Assembly.GetExportedTypes().Should().HaveCountGreaterThan(20);

    [Fact]
    public void A_test_is_slow_or_long_or_neither()
    {
        var unknown =
            from source in House.SourcesBelow("tests/")
            from attribute in source.All<AttributeSyntax>()
            where Word(attribute.Name) is "Trait" or "TraitAttribute" or "AssemblyTrait"
            let arguments = attribute.ArgumentList!.Arguments.Select(a => (a.Expression as LiteralExpressionSyntax)?.Token.ValueText).ToList()
            where arguments[0] != "Kind" || !Kinds.Contains(arguments[1], StringComparer.Ordinal)
            select $"{source.At(attribute)} {attribute}";

        unknown.MustBeNone("./test chooses by Trait(\"Kind\", \"slow\") and Trait(\"Kind\", \"long\"); another word chooses nothing.");
    }

    [Fact]
    public void No_test_sleeps()
    {
        var sleepy =
            from source in House.SourcesBelow("tests/")
            where !source.Path.StartsWith("tests/Fixtures/", StringComparison.Ordinal)
            from access in source.All<MemberAccessExpressionSyntax>()
            where Sleeps.Any(sleep => access.ToString() == sleep || access.ToString().EndsWith("." + sleep, StringComparison.Ordinal))
            select source.At(access);

        sleepy.MustBeNone("A sleep is too short on a busy machine and too long on any other: move the fake clock, or wait for a condition. Only rogue fixtures hang.");
    }

    [Fact]
    public void No_test_is_switched_off()
    {
        var off =
            from source in House.SourcesBelow("tests/", "plugins/", "samples/")
            from attribute in source.All<AttributeSyntax>()
            where attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.Text == "Skip") == true
            select source.At(attribute);

        off.MustBeNone("A test that lacks a server skips itself with a reason; any other is mended or deleted.");
    }

    [Fact]
    public void Nothing_is_left_half_done()
    {
        var half =
            from source in House.Sources
            from unfinished in source.All<ObjectCreationExpressionSyntax>().Where(creation => Word(creation.Type) == "NotImplementedException").Select(source.At)
                .Concat(Comments(source).Where(comment => Unfinished().IsMatch(comment.ToString())).Select(comment => $"{source.Path}:{comment.GetLocation().GetLineSpan().StartLinePosition.Line + 1}"))
            select unfinished;

        half.MustBeNone("What is missing stands in an issue, not in the code.");
    }

    [Fact]
    public void Nothing_is_folded_away() =>
        House.Sources.Where(source => source.Syntax.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)))
            .Select(source => source.Path).MustBeNone("A file that needs a region wants to be two files.");

    private static IEnumerable<SyntaxTrivia> Comments(SourceFile source) =>
        source.Syntax.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static string Outer(SyntaxNode type) => string.Join('+', type.Ancestors().OfType<TypeDeclarationSyntax>().Select(outer => outer.Identifier.Text));

    /// <summary>The last word of a name, without type arguments: 'Ticket' of 'Tickets.Ticket', 'ITables' of 'ITables&lt;T&gt;'.</summary>
    private static string Word(TypeSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => Word(qualified.Right),
        AliasQualifiedNameSyntax aliased => Word(aliased.Name),
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => name.ToString(),
    };

    private static string Plain(XElement? summary) => summary is null ? "" : Blanks().Replace(summary.Value.Trim(), " ");

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    /// <summary>Begins with a capital, a digit or a name in code (which is empty here), and ends like a sentence.</summary>
    [GeneratedRegex(@"^[^a-z].{8,}[.!?]\)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();
}
