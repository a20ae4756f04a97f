using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <summary>Bodies, replies and signatures.</summary>
internal static class TextJudge
{
    public static Verdict? Of(string field, JsonElement expected, JsonElement answer)
    {
        var text = answer.Text("text") ?? "";
        var reply = answer.Text("replyText") ?? "";
        return field switch
        {
            "text" => Graded(expected.GetString()!, text),
            "textContains" => ContainsAll(expected.Strings(), text),
            "textWords" => Words(expected.GetString()!, text),
            "replyText" => Graded(expected.GetString()!, reply),
            "replyTextWithSignature" => Graded(FoldedText.WithoutRules(expected.GetString()!), FoldedText.WithoutRules(ReplyWithSignature(answer))),
            "replyTextAnyOf" => expected.Strings().Select(one => Graded(one, reply)).MaxBy(verdict => verdict.Score),
            "replyStartsWith" => Verdict.Of(FoldedText.Fold(reply).StartsWith(FoldedText.Fold(expected.GetString()!), StringComparison.Ordinal), reply),
            "replyContains" => ContainsAll(expected.Strings(), reply),
            "replyNotContains" => Verdict.Of(!expected.Strings().Any(part => FoldedText.Within(part, reply)), reply),
            "signature" => Signature(expected, answer.Text(field) ?? ""),
            _ => null,
        };
    }

    /// <summary>Whether a word that the customer wrote is missing: worse than a quote left in.</summary>
    public static bool LosesWords(string field, JsonElement expected, JsonElement answer)
    {
        var reply = answer.Text("replyText") ?? "";
        return field switch
        {
            "replyText" => Loses(expected.GetString()!, reply),
            "replyTextWithSignature" => Loses(FoldedText.WithoutRules(expected.GetString()!), FoldedText.WithoutRules(ReplyWithSignature(answer))),
            "replyTextAnyOf" => expected.Strings().All(one => Loses(one, reply)),
            // Parts of a text may end within a word.
            "replyStartsWith" => !FoldedText.Within(expected.GetString()!, reply),
            "replyContains" => expected.Strings().Any(part => !FoldedText.Within(part, reply)),
            _ => false,
        };
    }

    public static Verdict Equal(JsonElement expected, string got) => Verdict.Of(FoldedText.Same(expected.GetString()!, got), got);

    public static Verdict ContainsAll(IReadOnlyList<string> expected, string got) =>
        Verdict.Of(expected.All(part => FoldedText.Within(part, got)), got);

    public static Verdict Includes(IReadOnlyList<string> expected, IReadOnlyList<string> got) =>
        Verdict.Of(expected.All(one => got.Contains(one, StringComparer.Ordinal)), string.Join(", ", got));

    private static bool Loses(string expected, string got) => FoldedText.Overlap(expected, got) is var overlap && overlap.Common < overlap.Wanted;

    private static string ReplyWithSignature(JsonElement answer) => $"{answer.Text("replyText")}\n{answer.Text("signature")}";

    private static Verdict Graded(string expected, string got)
    {
        if (FoldedText.Same(expected, got))
        {
            return new Verdict(1, got);
        }

        var overlap = FoldedText.Overlap(expected, got);
        return new Verdict(overlap.Common == overlap.Wanted && overlap.F1 >= 0.9 ? 0.5 : 0, $"({overlap}) {got}");
    }

    private static Verdict Words(string expected, string got)
    {
        var overlap = FoldedText.Overlap(expected, got);
        var score = overlap switch
        {
            { F1: >= 0.95, Recall: >= 0.97 } => 1,
            { F1: >= 0.85 } => 0.5,
            _ => 0,
        };
        return new Verdict(score, $"({overlap}) {got}");
    }

    private static Verdict Signature(JsonElement expected, string got) =>
        Verdict.Of(FoldedText.Same(FoldedText.WithoutRules(expected.GetString()!), FoldedText.WithoutRules(got)), got);
}
