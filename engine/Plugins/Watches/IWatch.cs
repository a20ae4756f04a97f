namespace Helpdesk.Engine.Plugins.Watches;

/// <summary>
/// Work that goes on for as long as the plugin does, such as a connection that somebody else speaks on. It runs on every server of the desk, so
/// that what there is to fetch has to be shared out by the plugin's own tables.
/// </summary>
public interface IWatch
{
    /// <summary>
    /// Watches until it is told to end. When it throws, or ends before, it is begun anew after a pause that grows from a second to five minutes,
    /// and administrators read why on the plugin's page.
    /// </summary>
    /// <param name="cancellationToken">Set when the plugin is disabled or exchanged and when the desk stops. Ten seconds later the next version's watch begins.</param>
    Task WatchAsync(CancellationToken cancellationToken);
}
