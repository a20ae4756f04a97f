using System.Diagnostics;
using System.Text.Json;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Outbox;

/// <summary>
/// Hands one row to its receiver in this generation. The row's deletion is its done-mark and commits with the
/// receiver's own writes; whoever has lost the lease meanwhile deletes nothing and so writes nothing.
/// </summary>
internal sealed partial class RowDelivery(
    DeskStore store,
    Contributions contributions,
    IServiceScopeFactory scopes,
    Circuits circuits,
    OutboxOptions options,
    OutboxMeters meters,
    ILogger<RowDelivery> logger)
{
    /// <summary>A row with which so many processes ended is distrusted: each start is noted before it runs.</summary>
    public const int ClaimsBeforeDistrust = 3;

    /// <summary>So many noted starts without an end, and the row is given up: it takes the process down.</summary>
    public const int StartsBeforeGivingUp = 3;

    /// <summary>Rows that were claimed together, without those that somebody else has meanwhile.</summary>
    public async Task<IReadOnlyList<OutboxRow>> ReadAsync(IReadOnlyCollection<long> ids, string lease, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.Outbox.Where(r => ids.Contains(r.Id) && r.Lease == lease && r.State == OutboxState.Claimed).ToListAsync(cancellationToken);
    }

    public async Task DeliverAsync(long id, string lease, CancellationToken cancellationToken)
    {
        foreach (var row in await ReadAsync([id], lease, cancellationToken))
        {
            await DeliverAsync(row, lease, cancellationToken);
        }
    }

    public async Task DeliverAsync(OutboxRow row, string lease, CancellationToken cancellationToken)
    {
        var receiver = contributions.Receiver(row.Receiver);
        if (receiver is null)
        {
            await EndAsync(row, lease, OutboxState.Parked, cancellationToken);
            return;
        }

        using var scope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Plugin"] = row.PluginId, ["Receiver"] = row.Receiver, ["OutboxRow"] = row.Id });
        using var activity = OutboxMeters.Source.StartActivity($"deliver {row.Receiver}", ActivityKind.Consumer, row.Trace);
        activity?.SetTag("helpdesk.plugin", row.PluginId);
        if (await PrepareAsync(row, lease, receiver, cancellationToken))
        {
            await AttemptAsync(row, lease, receiver, activity, cancellationToken);
        }
    }

    private async Task AttemptAsync(OutboxRow row, string lease, Receiver receiver, Activity? activity, CancellationToken cancellationToken)
    {
        var began = store.Time.GetTimestamp();
        try
        {
            var delivery = new Delivery(row.Id, row.Attempts + 1, row.OccurredAt);
            try
            {
                await RunAsync(row, receiver, delivery, cancellationToken);
            }
            finally
            {
                circuits.Took(receiver.Key, store.Time.GetElapsedTime(began));
            }

            var kept = await CommitAsync(row, lease, delivery, cancellationToken);
            circuits.Succeeded(receiver.Key);
            meters.Delivered(receiver, kept ? "done" : "lost", store.Time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            circuits.Failed(receiver.Key, fault);
            meters.Delivered(receiver, "failed", store.Time.GetElapsedTime(began));
            activity?.SetStatus(ActivityStatusCode.Error, fault.Message);
            await FailAsync(row, lease, receiver, fault, cancellationToken);
        }
    }

    /// <summary>Runs the receiver; one that takes too long is left behind.</summary>
    private async Task RunAsync(OutboxRow row, Receiver receiver, Delivery delivery, CancellationToken cancellationToken)
    {
        if (circuits.IsClogged(receiver.Key))
        {
            throw new TimeoutException($"It was not started, because {Circuits.MostHanging} runs of it still hang; they end with the process.");
        }

        var payload = receiver.PayloadType is null ? null : Payload(row, receiver.PayloadType);
        using var running = ForeignWork.Start(
            async token =>
            {
                // A scope of its own, which ends with the receiver and not with our patience.
                await using var own = scopes.CreateAsyncScope();
                var handler = own.ServiceProvider.GetRequiredService(receiver.HandlerType);
                await receiver.Invoke(handler, payload, delivery, token);
            },
            cancellationToken);
        if (!await running.EndsWithinAsync(receiver.Options.Budget, store.Time, cancellationToken))
        {
            circuits.LeftBehind(receiver.Key, running.Running);
            throw new TimeoutException($"It took longer than its budget of {receiver.Options.Budget.TotalSeconds:0.###} s.");
        }
    }

    private static object Payload(OutboxRow row, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Payload!, type, OutboxJson.Options)
                ?? throw new UnreadableRowException("Its payload is null.");
        }
        catch (JsonException fault)
        {
            throw new UnreadableRowException($"Its payload can't be read: {fault.Message}", fault);
        }
    }

    private Task<bool> CommitAsync(OutboxRow row, string lease, Delivery delivery, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                await ForeignWrites.RunAsync(delivery.Writes, unit, store.Time, token);
                // Last, so that a node which was asleep finds out before it commits anything.
                var stillOurs = await unit.Desk.Outbox.Where(r => r.Id == row.Id && r.Lease == lease).ExecuteDeleteAsync(token) == 1;
                if (!stillOurs)
                {
                    unit.GiveUp();
                    LogLost(row.Id);
                }

                return stillOurs;
            },
            cancellationToken,
            row.Depth);

    /// <summary>Notes a start where that is needed; false when the row is given up instead.</summary>
    private async Task<bool> PrepareAsync(OutboxRow row, string lease, Receiver receiver, CancellationToken cancellationToken)
    {
        var distrusted = row.Claims - row.Attempts > ClaimsBeforeDistrust;
        var (now, needed) = (store.Time.Instant(), options.Needed(receiver.Options));
        if (distrusted && row.Starts >= StartsBeforeGivingUp)
        {
            LogTakesDown(row.Id, row.Receiver);
            await EndAsync(row, lease, OutboxState.Dead, cancellationToken, "The desk ended each time while this was handled.");
            return false;
        }

        // Claimed for as long as it may take, and a moment ago.
        if (!distrusted && (needed < options.Lease || row.LeaseUntil - now >= needed - (options.Grace / 2)))
        {
            return true;
        }

        var until = now + options.LeaseOf(receiver.Options);
        return await store.WriteAsync(
            (unit, token) => unit.Desk.Outbox.Where(r => r.Id == row.Id && r.Lease == lease).ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.LeaseUntil, until)
                    .SetProperty(r => r.Starts, r => r.Starts + (distrusted ? 1 : 0)),
                token),
            cancellationToken) == 1;
    }

    private async Task FailAsync(OutboxRow row, string lease, Receiver receiver, Exception fault, CancellationToken cancellationToken)
    {
        var attempts = row.Attempts + 1;
        var last = attempts >= receiver.Options.Attempts || fault is GiveUpException;
        var dueAt = store.Time.Instant() + Backoff.After(attempts);
        var error = Shorten($"{fault.GetType().Name}: {fault.Message}");
        LogFailed(fault, row.Id, row.Receiver, attempts, last);
        await store.WriteAsync(
            (unit, token) => unit.Desk.Outbox.Where(r => r.Id == row.Id && r.Lease == lease).ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.State, last ? OutboxState.Dead : OutboxState.Waiting)
                    .SetProperty(r => r.Attempts, attempts)
                    .SetProperty(r => r.Claims, attempts)
                    .SetProperty(r => r.Starts, 0)
                    .SetProperty(r => r.DueAt, dueAt)
                    .SetProperty(r => r.Lease, (string?)null)
                    .SetProperty(r => r.Node, (string?)null)
                    .SetProperty(r => r.LastError, error),
                token),
            cancellationToken);
    }

    private Task<int> EndAsync(OutboxRow row, string lease, OutboxState state, CancellationToken cancellationToken, string? error = null) =>
        store.WriteAsync(
            (unit, token) => unit.Desk.Outbox.Where(r => r.Id == row.Id && r.Lease == lease).ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.State, state)
                    .SetProperty(r => r.Claims, r => state == OutboxState.Parked ? r.Claims - 1 : r.Claims)
                    .SetProperty(r => r.Lease, (string?)null)
                    .SetProperty(r => r.Node, (string?)null)
                    .SetProperty(r => r.LastError, r => error ?? r.LastError),
                token),
            cancellationToken);

    private static string Shorten(string error) => error.Length <= 2000 ? error : error[..2000];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} for {Receiver} failed on attempt {Attempt}; given up: {Last}")]
    private partial void LogFailed(Exception fault, long row, string receiver, int attempt, bool last);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} was taken over by another node meanwhile; nothing of this delivery was written")]
    private partial void LogLost(long row);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Row} for {Receiver} is given up: the process ended each time while it was handled")]
    private partial void LogTakesDown(long row, string receiver);
}

/// <summary>The row holds what its receiver can't read.</summary>
internal sealed class UnreadableRowException(string sentence, Exception? inner = null) : GiveUpException(sentence, inner);
