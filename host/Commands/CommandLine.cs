using System.CommandLine;

namespace Helpdesk.Host.Commands;

/// <summary>
/// The verbs of the one binary. Results go to standard output, logs of every verb but 'serve' and all errors to standard
/// error; the exit code is not 0 when something failed.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Helpdesk: the desk, and what runs it. Without a verb it serves.");
        foreach (var verb in Own())
        {
            root.Add(verb);
        }

        ServeCommand.MakeDefault(root);
        if (args is ["-h" or "-?" or "--help"] or [not ['-', ..], ..] && root.Subcommands.All(verb => verb.Name != args[0]))
        {
            if (await ForeignCommands.TryRunAsync(args) is { } status)
            {
                return status;
            }

            foreach (var command in ForeignCommands.Listed())
            {
                root.Add(command);
            }
        }

        return await root.Parse(args).InvokeAsync();
    }

    private static List<Command> Own() =>
    [
        ServeCommand.Create(),
        UserCommands.Create(),
        TokenCommands.Create(),
        PluginCommands.Create(),
        ImportCommand.Create(),
        OutboxCommands.Create(),
        DatabaseCommands.Create(),
        DoctorCommand.Create(),
    ];
}
