namespace Helpdesk.Engine.Storage.Files;

/// <summary>
/// Files of a plugin's own in the data directory of the desk, beside the rows of its tables: what is too large for a row. They go with the plugin's
/// data when it is removed.
/// </summary>
/// <typeparam name="TTables">A context that the plugin added; it says whose files they are.</typeparam>
public interface IOwnFiles<TTables> where TTables : PluginTables
{
    /// <summary>A folder that nobody else writes to, for whatever has a place by name, such as a queue that another program fills. It is there.</summary>
    string Folder { get; }

    /// <summary>Keeps bytes by their hash, so that the same are kept once; when it returns they are on the disk. Write the row that tells of them after it, within an hour.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="largest">Bytes.</param>
    /// <param name="cancellationToken">Ends it; then nothing is kept.</param>
    /// <returns>Null where there was more than <paramref name="largest"/>; nothing is kept then.</returns>
    Task<StoredBytes?> SaveAsync(Stream content, long largest, CancellationToken cancellationToken);

    /// <summary>Opens bytes that are kept; null where there are none of that name.</summary>
    /// <param name="hash">As in <see cref="StoredBytes.Hash"/>.</param>
    Stream? Open(string hash);

    /// <summary>Removes bytes of which no row tells any more.</summary>
    /// <param name="hash">As in <see cref="StoredBytes.Hash"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>False where they were stored less than an hour ago, and somebody may be about to write the row: try again later.</returns>
    Task<bool> RemoveAsync(string hash, CancellationToken cancellationToken);
}
