namespace Helpdesk.EmailIngest.Reading.Files;

/// <summary>A file as the mail has it, before anybody has looked at its name.</summary>
internal sealed record FoundFile(MailFileRole Role, string ContentType, ReadOnlyMemory<byte> Content)
{
    public string? Name { get; init; }

    public bool IsInline { get; init; }

    public string? ContentId { get; init; }

    /// <summary>What HTML may call it by (RFC 2557).</summary>
    public string? Location { get; init; }
}
