using System.Globalization;
using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

internal static class AttachmentJudge
{
    public static Verdict Of(string field, JsonElement expected, JsonElement answer)
    {
        List<JsonElement> files = [.. answer.Items("attachments")];
        var got = string.Join("; ", files.Select(Describe));
        return field switch
        {
            "attachmentCount" => Verdict.Of(IsCount(expected.GetInt32(), files), got),
            "attachmentsExclude" => Verdict.Of(!expected.Strings().Any(name => files.Exists(file => FoldedText.Same(name, file.Text("name") ?? ""))), got),
            _ => new Verdict(ShareFound(expected, files), got),
        };
    }

    private static bool IsCount(int expected, List<JsonElement> files) =>
        files.Count == expected || files.Count(file => file.Text("role") is not "signature") == expected;

    /// <summary>Each listed file takes another of the answer; the most particular ones choose first.</summary>
    private static double ShareFound(JsonElement expected, List<JsonElement> files)
    {
        List<JsonElement> wanted = [.. expected.EnumerateArray().OrderByDescending(file => file.EnumerateObject().Count())];
        var left = files.ToList();
        var found = wanted.Count(one => left.FindIndex(file => Fits(one, file)) is >= 0 and var place && Take(left, place));
        return wanted.Count == 0 ? 1 : (double)found / wanted.Count;
    }

    private static bool Take(List<JsonElement> files, int place)
    {
        files.RemoveAt(place);
        return true;
    }

    private static bool Fits(JsonElement wanted, JsonElement file) =>
        (wanted.Text("name") is not { } name || FoldedText.Same(name, file.Text("name") ?? ""))
        && (wanted.Text("nameContains") is not { } part || FoldedText.Within(part, file.Text("name") ?? ""))
        && (wanted.Text("contentType") is not { } type || string.Equals(type, file.Text("contentType"), StringComparison.OrdinalIgnoreCase))
        && (wanted.Member("size") is not { } size || Size(file) == size.GetInt64())
        && (wanted.Member("inline") is not { } inline || file.Truth("inline") == inline.GetBoolean());

    private static long? Size(JsonElement file) => file.Member("size") is { ValueKind: JsonValueKind.Number } size ? size.GetInt64() : null;

    private static string Describe(JsonElement file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file.Text("name")} ({file.Text("contentType")}, {Size(file)}, {file.Text("role")}{(file.Truth("inline") ? ", inline" : "")})");
}
