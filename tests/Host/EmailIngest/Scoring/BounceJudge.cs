using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

internal static class BounceJudge
{
    /// <summary>The mean over the parts that are stated.</summary>
    public static Verdict Of(JsonElement expected, JsonElement answer)
    {
        var bounce = answer.Member("bounce") ?? default;
        List<JsonElement> recipients = [.. bounce.Items("recipients")];
        List<double> scores = [];
        if (expected.Member("recipients") is { } addresses)
        {
            scores.Add(Same(addresses.Strings(), recipients.Select(recipient => recipient.Text("address"))) ? 1 : 0);
        }

        if (expected.Member("statuses") is { } statuses)
        {
            scores.Add(Same(statuses.Strings(), recipients.Select(recipient => recipient.Text("status"))) ? 1 : 0);
        }

        if (expected.Member("hard") is { } hard)
        {
            scores.Add(bounce.Member("hard")?.ValueKind == hard.ValueKind ? 1 : 0);
        }

        var got = string.Join("; ", recipients.Select(recipient => $"{recipient.Text("address")} {recipient.Text("status")}"));
        return new Verdict(scores.Count == 0 ? 1 : scores.Average(), $"{got} hard: {bounce.Member("hard")?.GetRawText() ?? "null"}");
    }

    private static bool Same(IReadOnlyList<string> expected, IEnumerable<string?> got) =>
        new HashSet<string>(expected, StringComparer.OrdinalIgnoreCase).SetEquals(got.OfType<string>());
}
