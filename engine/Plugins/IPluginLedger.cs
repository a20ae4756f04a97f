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
internal sealed record PluginRecord(string Id, bool Wanted, string? WantedVersion, string? RunningVersion, PluginState State, string Sentence, DateTimeOffset ChangedAt);
