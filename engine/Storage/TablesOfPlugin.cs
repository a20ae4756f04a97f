namespace Helpdesk.Engine.Storage;

/// <summary>What pages, panels and hooks of a plugin get for <see cref="ITables{TTables}"/>.</summary>
internal sealed class TablesOfPlugin<TTables>(DeskStore store) : ITables<TTables> where TTables : PluginTables
{
    public TTables Read() => store.Tables<TTables>();

    public Task WriteAsync(Func<TTables, IUnitOfWork, CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return store.WriteAsync(
            (unit, token) => ForeignWrites.RunAsync([(own, inner) => work(own.Tables<TTables>(), own, inner)], unit, store.Time, token),
            cancellationToken);
    }
}
