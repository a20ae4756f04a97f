namespace Helpdesk.Engine.Conversation;

/// <summary>
/// What somebody had typed when she sent a form and was signed in no more. It waits for her, one form a person and for a
/// day at most, and is given back to nobody else (LU5).
/// </summary>
internal sealed class HeldForm
{
    public const int LongestPath = 400;

    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private HeldForm()
    {
    }

    public HeldForm(long personId, string path, string fields, DateTimeOffset now)
    {
        PersonId = personId;
        Path = path;
        Fields = fields;
        HeldAt = now;
    }

    public long PersonId { get; private set; }

    /// <summary>Of the page with the form.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Names and values as JSON.</summary>
    public string Fields { get; private set; } = "";

    public DateTimeOffset HeldAt { get; private set; }
}
