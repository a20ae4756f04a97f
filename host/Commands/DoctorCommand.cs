using System.CommandLine;
using System.Globalization;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk doctor</c>: looks for what is wrong and says what would help. It changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Looks for what is wrong and says what would help: a line each, beginning with 'ok' or 'wrong'.");
        command.SetAction((_, token) => Verb.RunAsync(ExamineAsync, token, needsTables: false));
        return command;
    }

    private static async Task<int> ExamineAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // That the settings can be read and the data directory written to is why we come here at all.
        Say(true, $"The data directory is {services.GetRequiredService<DataDirectory>().Path}.");
        var isWell = await DatabaseAsync(services, cancellationToken);
        if (isWell)
        {
            isWell &= await ServersAsync(services, cancellationToken);
            isWell &= await OutboxAsync(services, cancellationToken);
            isWell &= await PluginsAsync(services, cancellationToken);
        }

        return isWell ? 0 : Verb.Failed;
    }

    private static async Task<bool> DatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<DeskStore>();
        try
        {
            await using var tables = store.Read();
            var missing = await SchemaKeeper.MissingAsync(tables, cancellationToken);
            return missing.Count == 0
                ? Say(true, $"The database ({store.Database.Provider}) answers, and its tables are up to date.")
                : Say(false, $"The database ({store.Database.Provider}) answers, but lacks {string.Join(", ", missing)}: start the desk, or run 'database migrate'.");
        }
        catch (Exception fault) when (DatabaseFault.In(fault) is not null)
        {
            return Say(false, $"The database ({store.Database.Provider}) does not answer: {DatabaseFault.In(fault)!.Message}");
        }
    }

    private static async Task<bool> ServersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<DeskStore>();
        await using var tables = store.Read();
        var since = store.Time.GetUtcNow() - NodeKeeper.Alive;
        var alive = await tables.Nodes.CountAsync(node => node.SeenAt > since, cancellationToken);
        return Say(true, string.Create(CultureInfo.InvariantCulture, $"{alive} server(s) run on this database."));
    }

    private static async Task<bool> OutboxAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var counts = await services.GetRequiredService<OutboxQueue>().CountAsync(cancellationToken);
        var dead = counts.GetValueOrDefault(OutboxState.Dead);
        var rest = string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.GetValueOrDefault(OutboxState.Waiting)} waiting, {counts.GetValueOrDefault(OutboxState.Claimed)} in hand, {counts.GetValueOrDefault(OutboxState.Parked)} parked");
        return dead == 0
            ? Say(true, $"The outbox holds {rest}.")
            : Say(false, string.Create(CultureInfo.InvariantCulture, $"The outbox holds {dead} dead rows ({rest}): see 'outbox list', mend the cause, then 'outbox retry'."));
    }

    private static async Task<bool> PluginsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var isWell = true;
        var records = await services.GetRequiredService<IPluginLedger>().ListAsync(cancellationToken);
        foreach (var record in records.Where(record => record.Wanted || record.State == PluginState.Failed))
        {
            isWell &= Say(record.State == PluginState.Enabled, $"Plugin {record.Id}: {record.Sentence}");
        }

        foreach (var package in services.GetRequiredService<PluginCatalogue>().Scan().Where(package => !package.Verdict.IsCompatible))
        {
            Say(false, $"Plugin package {package.Folder}: {package.Verdict.Sentence}");
            isWell = false;
        }

        return isWell;
    }

    private static bool Say(bool isWell, string sentence)
    {
        Console.WriteLine($"{(isWell ? "ok" : "wrong")}\t{sentence.ReplaceLineEndings(" ")}");
        return isWell;
    }
}
