namespace Helpdesk.Engine.Storage;

/// <summary>
/// Runs a plugin's database work inside a transaction, but never longer than the budget: work that hangs is left
/// behind, its transaction is rolled back and the gate goes to the next writer.
/// </summary>
internal static class ForeignWrites
{
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

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On the pool, so that work which blocks its thread can be left behind too.
        var running = Task.Run(
            async () =>
            {
                foreach (var write in writes)
                {
                    await write(unit, limit.Token);
                }
            },
            cancellationToken);
        try
        {
            await running.WaitAsync(DeskStore.Budget, time, cancellationToken);
        }
        catch (TimeoutException patience) when (!running.IsCompleted)
        {
            // Not awaited: it runs what the plugin hung on its token, and that may hang too.
            _ = limit.CancelAsync();
            throw new TimeoutException($"Database work held the transaction for more than {DeskStore.Budget.TotalSeconds:0} s and was rolled back.", patience);
        }
    }
}
