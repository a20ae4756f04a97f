using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Jobs;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Packages;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Generations;

/// <summary>
/// Follows the wishes in the ledger, whoever wrote them (this server, another, the command line): builds the generation
/// that they ask for and swaps it in. A plugin that fails is left out with its reason; the desk goes on.
/// </summary>
internal sealed partial class PluginKeeper(
    IPluginLedger ledger,
    PluginCatalogue catalogue,
    MemberLoader loader,
    GenerationBuilder builder,
    GenerationSwitch generations,
    CrashLoop crashes,
    PluginRemover remover,
    OutboxQueue queue,
    CronClock crons,
    Circuits circuits,
    StartMarks marks,
    PluginNudge nudge,
    ServeOptions options,
    TimeProvider time,
    ILogger<PluginKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A process that has lived for so long has not been taken down by its start.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    private IReadOnlyList<Member> _members = [];
    private IReadOnlyCollection<string> _ticking = [];
    private IReadOnlyList<string> _removing = [];
    private long _revision = -1;
    private bool _isAskedAgain;

    /// <summary>Before the server listens: the first generation.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var revision = await ledger.RevisionAsync(cancellationToken);
        _revision = await CarryOutAsync(revision, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await generations.EndAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Packages were changed in place: what is wished for may come out differently now.</summary>
    public Task LookAgainAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _isAskedAgain, true);
        return nudge.RaiseAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var began = time.GetTimestamp();
        var isSettled = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var looked = await nudge.WaitAsync(Pause, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }

            looked.TrySetResult();
            if (!isSettled && time.GetElapsedTime(began) > Settled)
            {
                isSettled = true;
                foreach (var member in _members)
                {
                    marks.Forgive(member.Id);
                }
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var revision = await ledger.RevisionAsync(cancellationToken);
        // Asked while the wishes are being carried out, it is asked of the next look: that may have read the packages before.
        if (Interlocked.Exchange(ref _isAskedAgain, false) || revision != _revision)
        {
            // Whatever comes of it: a wish that can't be fulfilled is not tried again every second.
            _revision = revision;
            _revision = await CarryOutAsync(revision, cancellationToken);
        }

        if (_removing.Count > 0 && generations.IsAlone)
        {
            foreach (var id in _removing)
            {
                loader.Forget(id);
            }

            await remover.GoOnAsync(_revision, cancellationToken);
        }
    }

    /// <returns>The revision that has been carried out: a later one where what failed was taken back and nobody has wished for anything else since.</returns>
    private async Task<long> CarryOutAsync(long revision, CancellationToken cancellationToken)
    {
        var isFirst = !generations.HasCurrent;
        var records = await ledger.ListAsync(cancellationToken);
        if (isFirst)
        {
            records = await crashes.EndAsync(records, cancellationToken);
        }

        var plan = options.Safe ? PluginPlan.Safe(records) : PluginPlan.Of(records, catalogue.Scan());
        var draft = new GenerationDraft(plan, _members, loader, builder);
        if (await draft.BuildAsync(isFirst, cancellationToken) is { } next)
        {
            await SwapAsync(next, draft.Members, cancellationToken);
        }

        _removing = [.. records.Where(record => record.Removal is not null).Select(record => record.Id)];
        foreach (var report in draft.Reports)
        {
            LogReport(report.Id, report.State, report.Sentence);
            if (report is { FailedVersion: { } failed, FailedBecause: { } reason, RunningVersion: { } running } && failed != running
                && await ledger.FallBackAsync(report.Id, running, failed, reason, cancellationToken) is var grown && grown == revision + 1)
            {
                revision = grown;
            }

            await ledger.ReportAsync(report.Id, report.RunningVersion, report.State, report.Sentence, cancellationToken);
        }

        return revision;
    }

    private async Task SwapAsync(Generation next, IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        if (!options.Safe)
        {
            await ledger.AdoptAsync(next.Contributions, cancellationToken);
        }

        foreach (var member in members.Where(member => !_members.Any(m => m.Id == member.Id && m.Version == member.Version)))
        {
            circuits.Reset(member.Id);
        }

        generations.Swap(next);
        _members = members;
        foreach (var member in members)
        {
            marks.CameUp(member.Id);
        }

        await queue.SortAsync(next.Contributions, cancellationToken);
        await crons.SetAsync(next.Contributions, _ticking, cancellationToken);
        _ticking = [.. next.Contributions.Receivers.Where(receiver => receiver.Schedule is not null).Select(receiver => receiver.Key)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The plugins could not be brought to where they are wanted; what runs goes on")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plugin {Plugin}: {State}. {Sentence}")]
    private partial void LogReport(string plugin, PluginState state, string sentence);
}
