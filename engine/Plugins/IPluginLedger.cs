using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Plugins;

/// <summary>
/// What the database knows of plugins: what the administrator wants, and how it went. Every node follows it, and the
/// command line changes it from another process.
/// </summary>
internal interface IPluginLedger
{
    /// <summary>Grows whenever a wish changes; nodes look at it every second or so.</summary>
    Task<long> RevisionAsync(CancellationToken cancellationToken);

    /// <summary>Every plugin that was ever seen.</summary>
    Task<IReadOnlyList<PluginRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Writes down what is wanted of a plugin and lets the revision grow.</summary>
    /// <param name="version">The version wanted; null for the highest that is there.</param>
    /// <param name="actor">Who wants it; the audit remembers.</param>
    Task WishAsync(string id, bool enabled, string? version, Actor actor, CancellationToken cancellationToken);

    /// <summary>Writes down where a plugin stands. Leaves the revision alone.</summary>
    Task ReportAsync(string id, string? runningVersion, PluginState state, string sentence, CancellationToken cancellationToken);

    /// <summary>Writes down that a package was put in place. A plugin that runs goes on in its version, also after a start.</summary>
    Task InstallAsync(string id, string version, Actor actor, CancellationToken cancellationToken);

    /// <summary>Writes down that a wish could not be fulfilled and what runs goes on: that version is what is wanted from now on.</summary>
    /// <returns>The revision, which has grown, so that every server comes to the same version.</returns>
    Task<long> FallBackAsync(string id, string runningVersion, string failedVersion, string sentence, CancellationToken cancellationToken);

    /// <summary>Writes down that a plugin is to be removed. Servers stop it, and then go on with the removal.</summary>
    Task RemoveAsync(string id, PluginRemoval removal, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over who hears of what and which types of ticket there are. Plugins that are wanted but don't run keep what they had, so that their rows are
    /// written and parked; a plugin that is switched off has none. Its types stay for the tickets that have them.
    /// </summary>
    Task AdoptAsync(Contributions contributions, CancellationToken cancellationToken);
}

/// <summary>One plugin as the database knows it.</summary>
/// <param name="Wanted">Whether it should run.</param>
/// <param name="WantedVersion">The version wanted; null for the highest that is there.</param>
/// <param name="RunningVersion">The version that runs; null when none does.</param>
/// <param name="ChangedAt">When it was last wished for or reported on.</param>
internal sealed record PluginRecord(string Id, bool Wanted, string? WantedVersion, string? RunningVersion, PluginState State, string Sentence, DateTimeOffset ChangedAt)
{
    /// <summary>Whether it should run, and does not.</summary>
    public bool IsTroubled => this is { Wanted: true, State: PluginState.Failed or PluginState.Incompatible };

    /// <summary>What was wished for last and could not be started, while another version goes on.</summary>
    public PluginFailure? Failure { get; init; }

    /// <summary>What becomes of its data while it is being removed; null when it is not.</summary>
    public PluginRemoval? Removal { get; init; }

    /// <summary>The revision of the wish to remove it.</summary>
    public long RemovalRevision { get; init; }
}

/// <summary>A version that could not be started, and why.</summary>
internal sealed record PluginFailure(string Version, string Sentence);
