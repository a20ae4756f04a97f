using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Hooks;

/// <summary>
/// Runs the generation's hooks over a change, one after the other, before any lock is taken. Each works on a copy, on
/// the pool, in a scope of its own and within its budget; one that fails is skipped or refuses, as it declared.
/// </summary>
internal sealed partial class HookChain(
    Contributions contributions,
    IServiceScopeFactory scopes,
    Circuits circuits,
    TimeProvider time,
    ILogger<HookChain> logger)
{
    private const int LongestSentence = 1000;

    /// <summary>Runs the pass.</summary>
    /// <param name="change">As it is proposed.</param>
    /// <param name="check">The rules by which amended acts are judged; what they find is the hook's failure, not the person's.</param>
    /// <param name="leftOut">Hooks whose database work has failed this change already.</param>
    public async Task<HookPass> RunAsync(
        ProposedChange change,
        Func<IReadOnlyList<Act>, CancellationToken, Task<CheckedActs>> check,
        IReadOnlySet<HookContribution> leftOut,
        CancellationToken cancellationToken)
    {
        var writes = new List<HookWrites>();
        foreach (var hook in contributions.Hooks.Where(hook => !leftOut.Contains(hook)))
        {
            if (circuits.IsOpen(hook.Key) || await InspectAsync(hook, change, check, cancellationToken) is not { } decided)
            {
                if (Policy(hook) is { } refusal)
                {
                    return new HookPass(change.Acts, [], refusal);
                }

                continue;
            }

            change.Adopt(decided);
            if (change.Refusal is { } sentence)
            {
                return new HookPass(change.Acts, [], new Refusal(RefusalKind.Refused, Phrase.Plain(Shown(sentence))));
            }

            if (decided.Writes.Count > 0)
            {
                writes.Add(new HookWrites(hook, [.. decided.Writes]));
            }
        }

        return new HookPass(change.Acts, writes, Refusal: null);
    }

    /// <summary>Runs the hooks' database work in the change's transaction.</summary>
    /// <exception cref="HookWriteException">One of them failed or took too long; nothing of the transaction may be kept.</exception>
    public async Task WriteAsync(IReadOnlyList<HookWrites> writes, UnitOfWork unit, CancellationToken cancellationToken)
    {
        if (writes.Count == 0)
        {
            return;
        }

        var blame = new HookBlame(time);
        try
        {
            // One budget for all of them, since they hold one gate.
            await ForeignWrites.RunAsync([.. writes.Select(work => blame.Watch(work, unit))], unit, time, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && blame.Whose() is { } hook)
        {
            Failed(hook, fault);
            throw new HookWriteException(hook, fault);
        }
    }

    /// <summary>After the commit. A hook that writes has done its part only now: it may inspect well and write badly each time.</summary>
    public void Committed(IReadOnlyList<HookWrites> writes)
    {
        foreach (var work in writes)
        {
            circuits.Succeeded(work.Hook.Key);
        }
    }

    /// <summary>What the failure of a hook means for the change: a refusal, or nothing.</summary>
    public static Refusal? Policy(HookContribution hook) =>
        hook.Options.OnFailure == HookFailure.Refuse ? new Refusal(RefusalKind.Unavailable, new Phrase("desk.hook-failed")) : null;

    /// <summary>One hook's decisions, on a copy of the change; null when it failed.</summary>
    private async Task<ProposedChange?> InspectAsync(
        HookContribution hook,
        ProposedChange change,
        Func<IReadOnlyList<Act>, CancellationToken, Task<CheckedActs>> check,
        CancellationToken cancellationToken)
    {
        try
        {
            var copy = change.Copy();
            await WithinBudgetAsync(hook, copy, cancellationToken);
            // Frozen: a hook may have left work behind that still holds its copy.
            var decided = change.Copy();
            decided.Adopt(copy);
            if (decided.Refusal is null && !ReferenceEquals(decided.Acts, change.Acts))
            {
                var amended = await check(decided.Acts, cancellationToken);
                if (amended.Refusals is [var refusal, ..])
                {
                    throw new AmendmentException($"What it made of the change breaks the rules: {refusal.Sentence.Key}.");
                }

                decided.Amend(amended.Acts);
            }

            if (decided.Writes.Count == 0)
            {
                circuits.Succeeded(hook.Key);
            }

            return decided;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(hook, fault);
            return null;
        }
    }

    private async Task WithinBudgetAsync(HookContribution hook, ProposedChange copy, CancellationToken cancellationToken)
    {
        using var inspection = ForeignWork.Start(
            async token =>
            {
                // A scope of its own, which ends with the hook and not with our patience.
                await using var own = scopes.CreateAsyncScope();
                var inspector = (ITicketHook)own.ServiceProvider.GetRequiredService(hook.HookType);
                await inspector.InspectAsync(copy, token);
            },
            cancellationToken);
        var began = time.GetTimestamp();
        try
        {
            if (!await inspection.EndsWithinAsync(hook.Options.Budget, time, cancellationToken))
            {
                circuits.LeftBehind(hook.Key, inspection.Running);
                throw new TimeoutException($"It took longer than its budget of {hook.Options.Budget.TotalSeconds:0.###} s.");
            }
        }
        finally
        {
            circuits.Took(hook.Key, time.GetElapsedTime(began));
        }
    }

    private void Failed(HookContribution hook, Exception fault)
    {
        circuits.Failed(hook.Key, fault);
        using var scope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Plugin"] = hook.PluginId });
        LogFailed(fault, hook.Key, hook.Options.OnFailure);
    }

    private static string Shown(string sentence)
    {
        var shown = StorableText.Of(sentence.Trim());
        return shown.Length <= LongestSentence ? shown : StorableText.Of(shown[..LongestSentence]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Hook {Hook} failed; what becomes of the change: {Policy}")]
    private partial void LogFailed(Exception fault, string hook, HookFailure policy);

    private sealed class AmendmentException(string message) : Exception(message);
}
