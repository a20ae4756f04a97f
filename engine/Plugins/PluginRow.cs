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

    /// <summary>The version that was wished for last and could not be started.</summary>
    public string? FailedVersion { get; private set; }

    /// <summary>Why it could not.</summary>
    public string? FailedSentence { get; private set; }

    /// <summary>What becomes of its data, while it is being removed.</summary>
    public PluginRemoval? Removal { get; private set; }

    /// <summary>The revision of the wish to remove it: servers that have come so far run nothing of it any more.</summary>
    public long RemovalRevision { get; private set; }

    public PluginRecord Record => new(Id, Wanted, WantedVersion, RunningVersion, State, Sentence, ChangedAt)
    {
        Failure = FailedVersion is null ? null : new PluginFailure(FailedVersion, FailedSentence ?? ""),
        Removal = Removal,
        RemovalRevision = RemovalRevision,
    };

    public void Wish(bool enabled, string? version, DateTimeOffset now)
    {
        Wanted = enabled;
        WantedVersion = version;
        FailedVersion = null;
        FailedSentence = null;
        Removal = enabled ? null : Removal;
        ChangedAt = now;
    }

    /// <summary>A package of it was put in place. What runs goes on in its version until somebody wants another.</summary>
    public void Install(DateTimeOffset now)
    {
        if (Wanted)
        {
            WantedVersion ??= RunningVersion;
        }
        else if (State == PluginState.Found)
        {
            Report(null, PluginState.Installed, "It is installed and waits to be enabled.", now);
        }
    }

    /// <summary>What was wanted could not be started: from now on what runs is what is wanted.</summary>
    public void FallBack(string runningVersion, string failedVersion, string sentence)
    {
        WantedVersion = runningVersion;
        FailedVersion = failedVersion;
        FailedSentence = Short(sentence);
    }

    public void Remove(PluginRemoval removal, long revision, DateTimeOffset now)
    {
        Wish(enabled: false, version: null, now);
        Removal = removal;
        RemovalRevision = revision;
        Report(RunningVersion, PluginState.Removing, "It is being removed.", now);
    }

    /// <summary>Its package is gone, its data stays.</summary>
    public void Removed(DateTimeOffset now)
    {
        Removal = null;
        Report(null, PluginState.Disabled, "It was uninstalled. Its data is kept.", now);
    }

    public void Report(string? runningVersion, PluginState state, string sentence, DateTimeOffset now)
    {
        RunningVersion = runningVersion;
        State = state;
        Sentence = Short(sentence);
        ChangedAt = now;
    }

    private static string Short(string sentence) => sentence.Length > 2000 ? sentence[..2000] : sentence;
}
