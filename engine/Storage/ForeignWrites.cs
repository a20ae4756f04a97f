using Helpdesk.Engine.Plugins;

namespace Helpdesk.Engine.Storage;

/// <summary>
/// Runs a plugin's database work inside a transaction, but never longer than the budget: work that hangs is left
/// behind, its transaction is rolled back and the gate goes to the next writer.
/// </summary>
internal static class ForeignWrites
{
    /// <summary>For a statement that was ended to come back, so that nobody is in the connection while it is closed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(
        IReadOnlyList<Func<IUnitOfWork, CancellationToken, Task>> writes,
        UnitOfWork unit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (writes.Count == 0)
        {
            return;
        }

        using var writing = ForeignWork.Start(
            async token =>
            {
                foreach (var write in writes)
                {
                    await write(unit, token);
                }

                // Here and not with the engine's own tables: saving runs the plugin's code (its properties, its converters).
                await unit.SavePluginTablesAsync(token);
            },
            cancellationToken);
        try
        {
            if (!await writing.EndsWithinAsync(DeskStore.Budget, time, cancellationToken))
            {
                throw new TimeoutException($"Database work held the transaction for more than {DeskStore.Budget.TotalSeconds:0} s and was rolled back.");
            }
        }
        finally
        {
            if (!writing.HasEnded)
            {
                writing.Cancel();
                await unit.CutOffAsync();
                await ((Task)writing.EndsWithinAsync(Grace, time, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
