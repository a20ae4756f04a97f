namespace Helpdesk.Engine.Plugins;

/// <summary>A plugin in the database; see <see cref="IPluginLedger"/>.</summary>
internal sealed class PluginRow
{
    private PluginRow()
    {
    }

    public PluginRow(string id) => Id = id;

    public string Id { get; private set; } = "";

    public bool Wanted { get; private set; }

    public string? WantedVersion { get; private set; }

    public string? RunningVersion { get; private set; }

    public PluginState State { get; private set; }

    public string Sentence { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public PluginRecord Record => new(Id, Wanted, WantedVersion, RunningVersion, State, Sentence, ChangedAt);

    public void Wish(bool enabled, string? version, DateTimeOffset now)
    {
        Wanted = enabled;
        WantedVersion = version;
        ChangedAt = now;
    }

    public void Report(string? runningVersion, PluginState state, string sentence, DateTimeOffset now)
    {
        RunningVersion = runningVersion;
        State = state;
        Sentence = sentence.Length > 2000 ? sentence[..2000] : sentence;
        ChangedAt = now;
    }
}
