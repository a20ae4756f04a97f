using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Hooks;

/// <summary>
/// Watches the hooks' database work in one transaction: whose it was when something was thrown, and, when their common
/// time is over, who has used the most of it.
/// </summary>
internal sealed class HookBlame(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<HookContribution, TimeSpan> _took = [];
    private HookContribution? _thrower;
    private HookContribution? _running;
    private long _began;

    public Func<IUnitOfWork, CancellationToken, Task> Watch(HookWrites work, UnitOfWork unit) => async (handedIn, token) =>
    {
        Begin(work.Hook);
        try
        {
            foreach (var write in work.Writes)
            {
                await write(handedIn, token);
            }

            // Now, and not at the end of the transaction: what its tables refuse is this hook's fault and no other's.
            await unit.SavePluginTablesAsync(token);
            // It may have swallowed what a statement of its own threw; PostgreSQL then refuses all that follows.
            await unit.Desk.Database.ExecuteSqlRawAsync("SELECT 1", token);
        }
        catch
        {
            lock (_lock)
            {
                _thrower = work.Hook;
            }

            throw;
        }

        End();
    };

    /// <summary>Null when no hook's work had begun.</summary>
    public HookContribution? Whose()
    {
        lock (_lock)
        {
            if (_running is not null)
            {
                _took[_running] = time.GetElapsedTime(_began);
            }

            return _thrower ?? (_took.Count == 0 ? null : _took.MaxBy(hook => hook.Value).Key);
        }
    }

    private void Begin(HookContribution hook)
    {
        lock (_lock)
        {
            _running = hook;
            _began = time.GetTimestamp();
        }
    }

    private void End()
    {
        lock (_lock)
        {
            _took[_running!] = time.GetElapsedTime(_began);
            _running = null;
        }
    }
}
