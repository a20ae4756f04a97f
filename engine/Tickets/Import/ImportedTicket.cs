using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets.Import;

/// <summary>A ticket that lived elsewhere, with all that happened on it.</summary>
internal sealed record ImportedTicket
{
    /// <summary>As for <see cref="Open"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>The key of a department.</summary>
    public required string Department { get; init; }

    public required long RequesterId { get; init; }

    public long? OrganisationId { get; init; }

    /// <summary>The number it keeps; null for the next one of the brand.</summary>
    public string? Number { get; init; }

    /// <summary>Numbers that it had before and by which people still ask for it.</summary>
    public IReadOnlyList<string> FormerNumbers { get; init; } = [];

    /// <summary>The key of a type, which need not be offered any more.</summary>
    public string? Type { get; init; }

    /// <summary>Whether staff have looked at the type.</summary>
    public bool IsTypeAssessed { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Medium;

    public long? ServiceId { get; init; }

    public long? AssigneeId { get; init; }

    public IReadOnlyList<CcAddress> Cc { get; init; } = [];

    /// <summary>What happened, oldest first; the first is the message that it was opened with.</summary>
    public required IReadOnlyList<ImportedChange> Changes { get; init; }
}

/// <summary>Something that happened: something was said, or the status became another, or both.</summary>
/// <param name="OccurredAt">When it happened there.</param>
/// <param name="ActorId">Who did it; null where nobody knows any more.</param>
/// <param name="ByStaff">On whose side she stood.</param>
internal sealed record ImportedChange(DateTimeOffset OccurredAt, long? ActorId, bool ByStaff)
{
    private bool _isRendered;
    private string? _html;

    /// <summary>Null when nothing was said.</summary>
    public string? Body { get; init; }

    public MessageFormat Format { get; init; }

    public bool IsNote { get; init; }

    /// <summary>The key of the status afterwards; null where it follows from what was said (row E2).</summary>
    public string? Status { get; init; }

    /// <summary>What is shown of it; made with the first call.</summary>
    public string? Render()
    {
        if (!_isRendered && Body is { } body)
        {
            _html = MessageMarkup.Render(Format, StorableText.Of(body));
        }

        _isRendered = true;
        return _html;
    }
}

/// <summary>A ticket that can't be imported, and why; nothing of the batch was written.</summary>
internal sealed class ImportException(int index, string sentence) : Exception($"Ticket {index + 1} of the batch: {sentence}")
{
    /// <summary>Which one of the batch; the first is 0.</summary>
    public int Index => index;

    public string Sentence => sentence;
}
