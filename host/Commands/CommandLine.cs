using System.CommandLine;

namespace Helpdesk.Host.Commands;

/// <summary>
/// The verbs of the one binary. Results go to standard output, logs of every verb but 'serve' and all errors to standard
/// error; the exit code is not 0 when something failed.
/// </summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Helpdesk: the desk, and what runs it. Without a verb it serves.")
        {
            ServeCommand.Create(),
            UserCommands.Create(),
            TokenCommands.Create(),
            PluginCommands.Create(),
            ImportCommand.Create(),
            OutboxCommands.Create(),
            DatabaseCommands.Create(),
            DoctorCommand.Create(),
        };
        ServeCommand.MakeDefault(root);
        return root.Parse(args).InvokeAsync();
    }
}
