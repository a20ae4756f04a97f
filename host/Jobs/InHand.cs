using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Host.Jobs;

/// <summary>
/// What this server has claimed and not finished, so that no receiver and no plugin takes more than its share: a
/// handler that hangs holds a few hands, never all of them.
/// </summary>
internal sealed class InHand(Circuits circuits, TimeProvider time)
{
    /// <summary>Rows that are worked on at the same time.</summary>
    public const int Hands = 32;

    /// <summary>Of them, for one receiver of a plugin.</summary>
    public const int HandsPerReceiver = 6;

    /// <summary>
    /// Of them, for one of the desk's own: on a busy machine each hand gets a small share, and mail is most of what waits. Each
    /// hand with a mail talks to the mail server by itself, and waits for no other: waiting would take from the time that its conversation has.
    /// </summary>
    public const int HandsPerOwnReceiver = 12;

    /// <summary>Of them, for one plugin: two that hang at once still leave half of the hands to the desk.</summary>
    public const int HandsPerPlugin = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Entry> _entries = [];

    /// <summary>How many rows may be claimed now.</summary>
    public int Free
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return Hands - _entries.Count;
            }
        }
    }

    /// <summary>Receivers that may be given more now.</summary>
    /// <param name="contributions">The receivers that there are.</param>
    public IReadOnlyCollection<string> Ready(Contributions contributions)
    {
        lock (_lock)
        {
            var byReceiver = _entries.Values.CountBy(entry => entry.Claim.Receiver, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            var byPlugin = _entries.Values.Where(entry => entry.Claim.PluginId is not null)
                .CountBy(entry => entry.Claim.PluginId!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            return [.. contributions.Receivers
                .Where(receiver => byReceiver.GetValueOrDefault(receiver.Key) < Most(receiver.Key, receiver.PluginId)
                    && (receiver.PluginId is not { } plugin || byPlugin.GetValueOrDefault(plugin) < HandsPerPlugin))
                .Select(receiver => receiver.Key)];
        }
    }

    /// <summary>Takes a claim, or says no where its receiver or plugin has its share already.</summary>
    public bool TryTake(Claim claim)
    {
        lock (_lock)
        {
            if (_entries.Values.Count(entry => entry.Claim.Receiver == claim.Receiver) >= Most(claim.Receiver, claim.PluginId)
                || (claim.PluginId is not null && _entries.Values.Count(entry => entry.Claim.PluginId == claim.PluginId) >= HandsPerPlugin))
            {
                return false;
            }

            _entries[claim.Id] = new Entry(claim, time.GetTimestamp());
            return true;
        }
    }

    public void Done(long id)
    {
        lock (_lock)
        {
            _entries.Remove(id);
        }
    }

    public IReadOnlyCollection<long> All()
    {
        lock (_lock)
        {
            return [.. _entries.Keys];
        }
    }

    /// <summary>A receiver that fails or hangs is tried one row at a time until it does better.</summary>
    private int Most(string receiver, string? plugin) => circuits.IsFailing(receiver) ? 1 : plugin is null ? HandsPerOwnReceiver : HandsPerReceiver;

    /// <summary>Should Hangfire's storage lose what it was given, the entry must not stay for ever.</summary>
    private void Forget()
    {
        foreach (var (id, entry) in _entries.Where(e => time.GetElapsedTime(e.Value.TakenAt) > LongestDelivery).ToList())
        {
            _entries.Remove(id);
        }
    }

    /// <summary>The longest budget that a receiver may have, and what belongs to it.</summary>
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(12);

    private sealed record Entry(Claim Claim, long TakenAt);
}
