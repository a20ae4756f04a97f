using System.CommandLine;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk database …</c></summary>
internal static class DatabaseCommands
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Brings the desk's own tables up to date; a start does the same.");
        migrate.SetAction((_, token) => Verb.RunAsync((_, _) => Task.FromResult(0), token));
        var script = new Command("script", "Prints the statements that make the desk's own tables on the configured database; nothing is opened.");
        script.SetAction((_, token) => Verb.RunAsync(ScriptAsync, token, needsTables: false));
        return new Command("database", "The desk's tables.") { migrate, script };
    }

    private static async Task<int> ScriptAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var tables = services.GetRequiredService<DeskStore>().Read();
        foreach (var statement in SchemaKeeper.Script(tables))
        {
            Console.WriteLine(statement.TrimEnd());
        }

        return 0;
    }
}
