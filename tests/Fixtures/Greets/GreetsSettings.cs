namespace Helpdesk.Fixtures.Greets;

/// <summary>One setting of each kind.</summary>
public sealed class GreetsSettings
{
    /// <summary>A text.</summary>
    public string Greeting { get; set; } = "";

    /// <summary>Lines.</summary>
    public string? More { get; set; }

    /// <summary>A number.</summary>
    public int Times { get; set; }

    /// <summary>A switch.</summary>
    public bool Loud { get; set; }

    /// <summary>A choice.</summary>
    public string? Mood { get; set; }

    /// <summary>A web address.</summary>
    public string? HomePage { get; set; }

    /// <summary>An e-mail address.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>A secret.</summary>
    public string? PassPhrase { get; set; }
}
