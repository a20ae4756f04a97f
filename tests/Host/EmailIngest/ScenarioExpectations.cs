using System.Text.Json.Nodes;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>What a step of a scenario should have come to, against what it came to. Only what is named is compared.</summary>
internal static class ScenarioExpectations
{
    public static IEnumerable<string> Differences(JsonNode step, JsonNode played)
    {
        foreach (var (name, expected) in step["expect"]?.AsObject() ?? [])
        {
            var differences = name switch
            {
                "role" or "verified" => Same(name, expected, played["author"]?[name]),
                "because" => Lacking(name, expected!.AsArray(), Strings(played["because"])),
                "toStaff" => Same(name, expected, JsonValue.Create(played["toStaff"]!.AsArray().Count)),
                "ticketText" => Text(expected!, (string?)played["ticketText"] ?? ""),
                "wouldSend" => Mails(expected!.AsArray(), played),
                _ => Same(name, expected, played[name]),
            };
            foreach (var difference in differences)
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> Same(string name, JsonNode? expected, JsonNode? found) =>
        JsonNode.DeepEquals(expected, found) ? [] : [$"{name} should be {expected?.ToJsonString() ?? "null"} and is {found?.ToJsonString() ?? "null"}"];

    private static IEnumerable<string> Lacking(string name, JsonArray expected, IReadOnlyList<string> found) =>
        expected.Select(one => (string)one!).Where(one => !found.Contains(one, StringComparer.Ordinal)).Select(one => $"{name} lacks {one}: {string.Join(' ', found)}");

    private static IEnumerable<string> Text(JsonNode expected, string text) =>
        Strings(expected["has"]).Where(part => !text.Contains(part, StringComparison.Ordinal)).Select(part => $"the ticket lacks '{part}': {Beginning(text)}")
            .Concat(Strings(expected["lacks"]).Where(part => text.Contains(part, StringComparison.Ordinal)).Select(part => $"the ticket has '{part}': {Beginning(text)}"));

    private static IEnumerable<string> Mails(JsonArray expected, JsonNode played)
    {
        var found = played["wouldSend"]!.AsArray();
        return found.Count == expected.Count
            ? expected.Zip(found).SelectMany(pair => Mail(pair.First!.AsObject(), pair.Second!))
            : [$"{expected.Count} mails should go out, and there are {found.ToJsonString()} ({played["decision"]}, {played["because"]?.ToJsonString()})"];
    }

    private static IEnumerable<string> Mail(JsonObject expected, JsonNode mail)
    {
        var subject = (string)mail["subject"]!;
        return expected.SelectMany(member => member.Key switch
        {
            "subjectHas" => Strings(member.Value).Where(part => !subject.Contains(part, StringComparison.Ordinal)).Select(part => $"the subject lacks '{part}': {subject}"),
            "subjectLacks" => Strings(member.Value).Where(part => subject.Contains(part, StringComparison.Ordinal)).Select(part => $"the subject has '{part}': {subject}"),
            _ => Same($"the mail's {member.Key}", member.Value, mail[member.Key]),
        });
    }

    private static IReadOnlyList<string> Strings(JsonNode? node) => node switch
    {
        null => [],
        JsonArray all => [.. all.Select(one => (string)one!)],
        _ => [(string)node!],
    };

    private static string Beginning(string text) => text.Length > 500 ? text[..500] : text;
}
