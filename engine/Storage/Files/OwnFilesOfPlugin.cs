using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Engine.Storage.Files;

/// <summary>Where the files of plugins are, a folder for each.</summary>
internal sealed record PluginFilesRoot(string Path)
{
    private const string Kept = "kept";

    public string Of(string pluginId) => System.IO.Path.Combine(Path, pluginId);

    /// <summary>Where the bytes are that a plugin has stored by their content.</summary>
    public static string KeptIn(string folder) => System.IO.Path.Combine(folder, Kept);

    /// <summary>Takes away what was half written when a process ended.</summary>
    public async Task CleanAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.Exists(Path) ? Directory.EnumerateDirectories(Path) : [])
        {
            await new DiskBlobs(KeptIn(folder), time).CleanAsync(cancellationToken);
        }
    }
}

/// <summary>What a plugin gets for <see cref="IOwnFiles{TTables}"/>.</summary>
internal sealed class OwnFilesOfPlugin<TTables> : IOwnFiles<TTables> where TTables : PluginTables
{
    private readonly DiskBlobs _blobs;

    public OwnFilesOfPlugin(PluginFilesRoot root, Contributions contributions, TimeProvider time)
    {
        Folder = root.Of(contributions.TablesByType[typeof(TTables)]);
        Directory.CreateDirectory(Folder);
        _blobs = new DiskBlobs(PluginFilesRoot.KeptIn(Folder), time);
    }

    public string Folder { get; }

    public async Task<StoredBytes?> SaveAsync(Stream content, long largest, CancellationToken cancellationToken) =>
        await _blobs.SaveAsync(content, largest, cancellationToken) is { } blob ? new StoredBytes(blob.Hash, blob.Size) : null;

    public Stream? Open(string hash) => _blobs.Open(hash);

    public Task<bool> RemoveAsync(string hash, CancellationToken cancellationToken) => _blobs.RemoveAsync(hash, cancellationToken);
}
