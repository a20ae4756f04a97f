using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Engine.Conversation;

namespace Helpdesk.Engine.Tickets.Import;

/// <summary>A ticket as a line of an import file has it.</summary>
internal sealed record ImportLine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required string Number { get; init; }

    public IReadOnlyList<string> FormerNumbers { get; init; } = [];

    public required string Subject { get; init; }

    public required string Department { get; init; }

    public required ImportPerson Requester { get; init; }

    public string? Type { get; init; }

    public bool TypeAssessed { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Medium;

    /// <summary>The address of one of the staff.</summary>
    public string? Assignee { get; init; }

    public IReadOnlyList<string> Cc { get; init; } = [];

    public required IReadOnlyList<ImportStep> Changes { get; init; }

    /// <exception cref="JsonException">It is no such line.</exception>
    public static ImportLine Parse(string line) =>
        JsonSerializer.Deserialize<ImportLine>(line, Json) ?? throw new JsonException("The line holds nothing.");
}

/// <summary>Somebody in an import file; added as a customer when nobody has the address yet.</summary>
internal sealed record ImportPerson
{
    public required string Address { get; init; }

    /// <summary>The address's first part unless told.</summary>
    public string? Name { get; init; }

    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>Something that happened on a ticket of an import file.</summary>
internal sealed record ImportStep
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null where nobody knows any more.</summary>
    public ImportPerson? By { get; init; }

    /// <summary>On whose side she stood.</summary>
    public bool Staff { get; init; }

    public string? Body { get; init; }

    public MessageFormat Format { get; init; }

    public bool Note { get; init; }

    /// <summary>The key of the status afterwards.</summary>
    public string? Status { get; init; }
}
