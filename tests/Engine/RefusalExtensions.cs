using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.Engine.Tests;

internal static class RefusalExtensions
{
    private static readonly IReadOnlyList<HashSet<string>> KeysByLanguage = [.. new[] { "en", "nl", "fr", "ja" }.Select(Keys)];

    /// <summary>Refused, for these reasons alone, each with a sentence in every language.</summary>
    public static void ShouldBeRefused(this DeskResult result, RefusalKind kind, params string[] keys)
    {
        result.IsDone.Should().BeFalse();
        result.Ticket.Should().BeNull();
        result.Refusals.Select(refusal => refusal.Kind).Should().AllBeEquivalentTo(kind);
        result.Refusals.Select(refusal => refusal.Sentence.Key).Should().Equal(keys);
        result.Refusals.Select(refusal => refusal.Sentence).Should().OnlyContain(sentence => IsSaid(sentence), "every refusal has a sentence in each language");
    }

    /// <summary>The keys of the sentences.</summary>
    public static IEnumerable<string> Keys(this IReadOnlyList<Refusal> refusals) => refusals.Select(refusal => refusal.Sentence.Key);

    public static DeskResult ShouldBeDone(this DeskResult result)
    {
        result.Refusals.Should().BeEmpty();
        return result;
    }

    public static bool IsSaid(Phrase sentence) => KeysByLanguage.All(keys => keys.Contains(sentence.Key));

    private static HashSet<string> Keys(string language)
    {
        using var stream = typeof(Phrase).Assembly.GetManifestResourceStream($"Phrases/desk.{language}.json")!;
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Keys];
    }
}
