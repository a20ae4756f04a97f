namespace Helpdesk.Testing;

/// <summary>How a desk for a plugin's tests is started.</summary>
public sealed record PluginDeskOptions
{
    /// <summary>Whether its clock stands still until <see cref="PluginDesk.Clock"/> is moved: for jobs that run by the clock. False unless told.</summary>
    public bool FakeClock { get; init; }

    /// <summary>Whether plugins fill the demo company with content of their own (<c>IDemoContent</c>). False unless told.</summary>
    public bool DemoContent { get; init; }
}
