using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>Row D7: what the desk says, it says in four languages, from the first day.</summary>
public sealed partial class PhraseTests
{
    private static readonly string[] Languages = ["en", "fr", "ja", "nl"];

    /// <summary>What keys may begin with. Stored names of other kinds (events, audited acts) keep away from these, or are listed below.</summary>
    private static readonly string[] Known = ["account", "admin", "agent", "api", "common", "desk", "feed", "knowledge-base", "email-ingest", "mail", "plugins", "portal"];

    private static readonly Dictionary<string, string> NoPhrases = new(StringComparer.Ordinal)
    {
        ["account.sign-in"] = "an audited act",
        ["account.sign-in-failed"] = "an audited act",
        ["account.ask-new-password"] = "an act in the audit",
        ["account.set-password"] = "an act in the audit",
        ["account.change"] = "an act in the audit",
        ["account.change-hearing"] = "an act in the audit",
        ["account.link-provider"] = "an act in the audit",
        ["account.unlink-provider"] = "an act in the audit",
        ["account.end-session"] = "an act in the audit",
        ["account.end-other-sessions"] = "an act in the audit",
        ["desk.css"] = "an asset",
        ["desk.js"] = "an asset",
        ["email-ingest.manage"] = "a permission",
        ["email-ingest.mailbox"] = "a purpose of data protection",
        ["knowledge-base.articles"] = "a source of the search",
        ["knowledge-base.css"] = "an asset",
        ["knowledge-base.js"] = "an asset",
        ["knowledge-base.write"] = "a permission",
    };

    /// <summary>By area, such as <c>desk</c>, then by language.</summary>
    private static readonly ILookup<string, PhraseFile> Areas = House.Files
        .Where(path => PhrasePath().IsMatch(path))
        .Select(path => new PhraseFile(path, JsonSerializer.Deserialize<Dictionary<string, string>>(House.Read(path))!))
        .ToLookup(file => file.Area, StringComparer.Ordinal);

    [Fact]
    public void Every_area_is_known() =>
        Areas.Select(area => area.Key).Except(Known, StringComparer.Ordinal).MustBeNone("A new area is added to the list in this test, so that its keys are checked.");

    [Fact]
    public void Every_area_is_there_in_every_language() =>
        Areas.Where(area => !area.Select(file => file.Language).Order(StringComparer.Ordinal).SequenceEqual(Languages, StringComparer.Ordinal))
            .Select(area => $"{area.Key}: {string.Join(", ", area.Select(file => file.Path))}")
            .MustBeNone($"An area has one file for each of {string.Join(", ", Languages)}.");

    [Fact]
    public void Every_phrase_is_there_in_every_language()
    {
        var lacking =
            from area in Areas
            let keys = area.SelectMany(file => file.Phrases.Keys).Distinct(StringComparer.Ordinal).ToList()
            from file in area
            from key in keys
            where !file.Phrases.TryGetValue(key, out var text) || string.IsNullOrWhiteSpace(text)
            select $"{file.Path} lacks {key}";

        lacking.MustBeNone("A sentence comes in all four languages at once.");
    }

    [Fact]
    public void Every_phrase_belongs_to_the_area_of_its_file() =>
        Areas.SelectMany(area => area).SelectMany(file => file.Phrases.Keys.Where(key => !key.StartsWith(file.Area + ".", StringComparison.Ordinal)).Select(key => $"{file.Path}: {key}"))
            .MustBeNone("A key begins with its area, so that it is found.");

    [Fact]
    public void Every_language_says_the_same_values()
    {
        var differing =
            from area in Areas
            from phrase in area.SelectMany(file => file.Phrases.Select(phrase => (file, phrase.Key, Holes: Holes(phrase.Value))))
                .GroupBy(phrase => phrase.Key, StringComparer.Ordinal)
            where phrase.Select(said => said.Holes).Distinct(StringComparer.Ordinal).Skip(1).Any()
            select $"{phrase.Key}: {string.Join("; ", phrase.Select(said => $"{said.file.Language} {said.Holes}"))}";

        differing.MustBeNone("A translation that drops or adds a value tells some people less, or breaks.");
    }

    [Fact]
    public void Every_phrase_that_is_said_exists()
    {
        var known = Areas.SelectMany(area => area).SelectMany(file => file.Phrases.Keys).ToHashSet(StringComparer.Ordinal);
        var inCode =
            from source in House.SourcesBelow("engine/", "host/", "plugins/")
            from token in source.Syntax.DescendantTokens()
                // There stands what other programs write, not what we say.
            where !source.Path.StartsWith("plugins/EmailIngest/Reading/", StringComparison.Ordinal)
            where token.IsKind(SyntaxKind.StringLiteralToken) && IsKey(token.ValueText) && !known.Contains(token.ValueText)
            select $"{source.At(token.Parent!)} says {token.ValueText}";
        var inViews =
            from path in House.Files
            where path.EndsWith(".cshtml", StringComparison.Ordinal)
            from Match said in Quoted().Matches(House.Read(path))
            let key = said.Groups["key"].Value
            where IsKey(key) && !known.Contains(key)
            select $"{path} says {key}";

        inCode.Concat(inViews).MustBeNone("Nobody would read a sentence but its key.");
    }

    [Fact]
    public void A_hole_is_told_from_an_escaped_brace() =>
        Holes("{0} and {{not}} {12:0.0} {0}").Should().Be("0 12");

    private static bool IsKey(string text) =>
        KeyPattern().Match(text) is { Success: true } key && Known.Contains(key.Groups["area"].Value, StringComparer.Ordinal) && !NoPhrases.ContainsKey(text);

    private static string Holes(string text) =>
        string.Join(' ', Hole().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(hole => hole.Groups["number"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^(engine|host|plugins/[A-Za-z]+)/Phrases/[a-z-]+\.[A-Za-z-]+\.json$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PhrasePath();

    [GeneratedRegex(@"^(?<area>[a-z]+(-[a-z]+)*)(\.[a-z0-9][a-z0-9-]*)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("\"(?<key>[a-z0-9.-]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{(?<number>\d+)[^{}]*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    private sealed record PhraseFile(string Path, IReadOnlyDictionary<string, string> Phrases)
    {
        public string Area => System.IO.Path.GetFileName(Path).Split('.')[0];

        public string Language => System.IO.Path.GetFileName(Path).Split('.')[1];
    }
}
