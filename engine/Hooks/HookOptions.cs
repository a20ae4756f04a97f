namespace Helpdesk.Engine.Hooks;

/// <summary>What becomes of a change when a hook throws or takes too long.</summary>
public enum HookFailure
{
    /// <summary>The change goes on without the hook; the failure is counted and shown to the administrator.</summary>
    Skip,

    /// <summary>The change is refused with a sentence that asks the person to try again later.</summary>
    Refuse,
}

/// <summary>How a hook takes part.</summary>
public sealed record HookOptions
{
    /// <summary>Hooks run from the lowest number up; equal numbers by plugin id, then by name. 0 unless told.</summary>
    public int Order { get; init; }

    /// <summary>The longest one inspection may take; 500 ms unless told, 5 s at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What a failure means for the change; <see cref="HookFailure.Skip"/> unless told.</summary>
    public HookFailure OnFailure { get; init; } = HookFailure.Skip;
}
