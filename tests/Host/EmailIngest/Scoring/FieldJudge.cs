using System.Globalization;
using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <summary>Compares one expected field with an answer, field by field as the README of the corpus says.</summary>
internal static class FieldJudge
{
    /// <returns>Null for a field that isn't known here.</returns>
    public static Verdict? Of(string field, JsonElement expected, JsonElement answer) => field switch
    {
        "from" => From(expected, answer),
        "to" or "cc" or "replyTo" => Mailboxes(expected.Strings(), [.. answer.Items(field).Select(box => box.Text("address") ?? "")]),
        "subject" => TextJudge.Equal(expected, answer.Text(field) ?? ""),
        "subjectContains" => TextJudge.ContainsAll(expected.Strings(), answer.Text("subject") ?? ""),
        "messageId" => Exactly(expected.GetString(), answer.Text(field)),
        "date" => Date(expected, answer.Text(field)),
        "inReplyTo" or "references" => Ids(expected.Strings(), answer.Strings(field)),
        "referencesInclude" => TextJudge.Includes(expected.Strings(), answer.Strings("references")),
        // Only html is read of the answer, so hasHtml alone is not believed.
        "hasHtml" => Truth(expected, answer.Text("html") is not null),
        "isBounce" or "isAutoReply" or "isAutomated" or "isForward" => Truth(expected, answer.Truth(field)),
        "kind" => Exactly(expected.GetString(), answer.Text(field)),
        "kindIn" => Verdict.Of(expected.Strings().Contains(answer.Text("kind"), StringComparer.Ordinal), answer.Text("kind") ?? "null"),
        "bounce" => BounceJudge.Of(expected, answer),
        "crypto" => Crypto(expected, answer),
        "attachmentCount" or "attachmentsInclude" or "attachmentsExclude" => AttachmentJudge.Of(field, expected, answer),
        _ => TextJudge.Of(field, expected, answer),
    };

    private static Verdict From(JsonElement expected, JsonElement answer)
    {
        var from = answer.Member("from") ?? default;
        var (address, name) = (from.Text("address"), from.Text("name"));
        var isRight = (expected.Text("address") is not { } wanted || string.Equals(wanted, address, StringComparison.OrdinalIgnoreCase))
            && (expected.Text("name") is not { } wantedName || FoldedText.Same(wantedName, name ?? ""));
        return Verdict.Of(isRight, $"{name} <{address}>");
    }

    private static Verdict Mailboxes(IReadOnlyList<string> expected, IReadOnlyList<string> got) => Verdict.Of(
        expected.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(got.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase),
        string.Join(", ", got));

    /// <summary>In order, duplicates dropped.</summary>
    private static Verdict Ids(IReadOnlyList<string> expected, IReadOnlyList<string> got) =>
        Verdict.Of(expected.Distinct(StringComparer.Ordinal).SequenceEqual(got, StringComparer.Ordinal), string.Join(", ", got));

    private static Verdict Exactly(string? expected, string? got) =>
        Verdict.Of(string.Equals(expected, got, StringComparison.Ordinal), got ?? "null");

    private static Verdict Truth(JsonElement expected, bool got) =>
        Verdict.Of(expected.GetBoolean() == got, got ? "true" : "false");

    private static Verdict Date(JsonElement expected, string? got)
    {
        var isRight = Instant(got) is { } instant && Instant(expected.GetString()) == instant;
        return Verdict.Of(isRight, got ?? "null");
    }

    private static long? Instant(string? date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUnixTimeSeconds() : null;

    private static Verdict Crypto(JsonElement expected, JsonElement answer)
    {
        var crypto = answer.Member("crypto") ?? default;
        var isRight = (expected.Text("kind") is not { } kind || string.Equals(kind, crypto.Text("kind"), StringComparison.Ordinal))
            && (expected.Member("signed") is not { } isSigned || isSigned.GetBoolean() == crypto.Truth("signed"))
            && (expected.Member("encrypted") is not { } isEncrypted || isEncrypted.GetBoolean() == crypto.Truth("encrypted"));
        return Verdict.Of(isRight, crypto.ValueKind == JsonValueKind.Undefined ? "null" : crypto.GetRawText());
    }
}
