using System.Data.Common;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Removal;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Packages;

/// <summary>
/// Carries removals to their end, in steps that can each be done again: every server stops the plugin, deletes the packages of
/// it that were installed, and says so; once all that are alive have said it, one of them finishes in the database. What a
/// process that ended left off, the next goes on with.
/// </summary>
internal sealed class PluginRemover(
    DeskStore store, NodeIdentity node, PluginFolders folders, IPluginLedger ledger, PluginEraser eraser, PluginExport export, ExportFiles files, PluginFilesRoot pluginFiles)
{
    /// <summary>The next step of every removal, on a server.</summary>
    /// <param name="revision">What this server has carried out; nothing that ran before runs here any more.</param>
    public async Task GoOnAsync(long revision, CancellationToken cancellationToken)
    {
        var mine = (await PendingAsync(cancellationToken)).Where(record => record.RemovalRevision <= revision).ToList();
        var isDone = true;
        foreach (var record in mine)
        {
            isDone &= await TryAsync(record, () => Task.Run(() => DeletePackages(record.Id), cancellationToken), cancellationToken);
        }

        if (!isDone)
        {
            return;
        }

        await SayAsync(revision, cancellationToken);
        var slowest = await SlowestAsync(cancellationToken);
        foreach (var record in mine.Where(record => record.RemovalRevision <= slowest))
        {
            await TryAsync(record, () => FinishAsync(record, cancellationToken), cancellationToken);
        }
    }

    /// <summary>All of a removal at once, from the command line, when no server runs.</summary>
    public async Task FinishAsync(string id, CancellationToken cancellationToken)
    {
        if ((await PendingAsync(cancellationToken)).FirstOrDefault(record => record.Id == id) is { } record)
        {
            DeletePackages(id);
            await FinishAsync(record, cancellationToken);
        }
    }

    /// <summary>Whether any server runs on this database.</summary>
    public async Task<bool> IsServedAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Alive(tables).AnyAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<PluginRecord>> PendingAsync(CancellationToken cancellationToken) =>
        [.. (await ledger.ListAsync(cancellationToken)).Where(record => record.Removal is not null)];

    /// <summary>What stands in the way is told to the administrator; the step is tried again with the next look.</summary>
    private async Task<bool> TryAsync(PluginRecord record, Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException or InvalidOperationException)
        {
            var sentence = $"It is being removed, but something stands in the way: {fault.Message}";
            if (record.Sentence != sentence)
            {
                await ledger.ReportAsync(record.Id, null, PluginState.Removing, sentence, cancellationToken);
            }

            return false;
        }
    }

    private async Task FinishAsync(PluginRecord record, CancellationToken cancellationToken)
    {
        if (record.Removal == PluginRemoval.Export)
        {
            await ExportAsync(record, cancellationToken);
        }

        if (record.Removal != PluginRemoval.Keep && Directory.Exists(pluginFiles.Of(record.Id)))
        {
            Directory.Delete(pluginFiles.Of(record.Id), recursive: true);
        }

        await eraser.FinishAsync(record.Id, cancellationToken);
    }

    /// <summary>The file is whole or not there: what it holds is deleted next.</summary>
    private async Task ExportAsync(PluginRecord record, CancellationToken cancellationToken)
    {
        var file = files.PathOf(record);
        var unfinished = $"{file}.{node.Identity}";
        await using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await export.WriteAsync(record.Id, output, cancellationToken);
            output.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Renamed first: a folder that begins with a dot is no package, however much of it is left.</summary>
    private void DeletePackages(string id)
    {
        var installed = Path.Combine(folders.Installed, id);
        var leaving = Path.Combine(folders.Installed, $".removed-{id}");
        if (Directory.Exists(leaving))
        {
            Directory.Delete(leaving, recursive: true);
        }

        if (Directory.Exists(installed))
        {
            Directory.Move(installed, leaving);
            Directory.Delete(leaving, recursive: true);
        }
    }

    private Task<int> SayAsync(long revision, CancellationToken cancellationToken) =>
        store.WriteAsync(
            (unit, token) => unit.Desk.Nodes.Where(known => known.Identity == node.Identity && known.PluginRevision < revision)
                .ExecuteUpdateAsync(set => set.SetProperty(known => known.PluginRevision, revision), token),
            cancellationToken);

    private async Task<long> SlowestAsync(CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await Alive(tables).Select(known => (long?)known.PluginRevision).MinAsync(cancellationToken) ?? 0;
    }

    private IQueryable<Node> Alive(DeskTables tables)
    {
        var since = store.Time.GetUtcNow() - NodeKeeper.Alive;
        return tables.Nodes.Where(known => known.SeenAt > since);
    }
}
