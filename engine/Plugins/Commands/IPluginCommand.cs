namespace Helpdesk.Engine.Plugins.Commands;

/// <summary>
/// What a plugin does when one of the commands that its <c>plugin.json</c> declares is typed at the desk's command line. It runs in a
/// process of its own, not in the desk that serves.
/// </summary>
public interface IPluginCommand
{
    /// <summary>Runs once. Results go to the output, everything else (errors, help that was not asked for) to the errors.</summary>
    /// <param name="call">What was typed behind the command's name, and where to read and write.</param>
    /// <param name="cancellationToken">Set by Ctrl+C and by the end of the process.</param>
    /// <returns>The exit status: 0 where it was done, 2 where the arguments were wrong.</returns>
    Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken);
}
