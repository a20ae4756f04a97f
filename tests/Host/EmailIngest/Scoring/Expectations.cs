using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <summary>What other projects' tests expect of their mails, as in <c>helpdesk-mail-expectations/1</c>.</summary>
internal sealed record Expectations(IReadOnlyList<ExpectedMail> Mails)
{
    public static Expectations Load(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expectations.json")));
        return new Expectations([.. document.RootElement.GetProperty("mails").EnumerateArray().Select(mail => Read(mail, folder))]);
    }

    private static ExpectedMail Read(JsonElement mail, string folder) => new()
    {
        Id = mail.GetProperty("id").GetString()!,
        Path = Path.GetFullPath(Path.Combine(folder, mail.GetProperty("file").GetString()!)),
        FallbackCharset = mail.TryGetProperty("options", out var options) && options.TryGetProperty("fallbackCharset", out var charset)
            ? charset.GetString()
            : null,
        Stated = Fields(mail, "expect"),
        Derived = Fields(mail, "derived"),
    };

    private static Dictionary<string, JsonElement> Fields(JsonElement mail, string part) => mail.TryGetProperty(part, out var fields)
        ? fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone(), StringComparer.Ordinal)
        : [];
}

internal sealed record ExpectedMail
{
    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string? FallbackCharset { get; init; }

    /// <summary>What the tests of the source say.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Stated { get; init; }

    /// <summary>What the mail itself says in plain form; counted apart.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Derived { get; init; }

    public string Corpus => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Null where nothing is said.</summary>
    public bool? Says(string field) =>
        Stated.TryGetValue(field, out var value) || Derived.TryGetValue(field, out value) ? value.ValueKind == JsonValueKind.True : null;
}
