namespace Helpdesk.Host.Process;

/// <summary>
/// A folder for what passes through, held by a lock for as long as it is in use. It goes when it is let go of; what ended
/// processes left is swept away by the next one.
/// </summary>
internal sealed class HeldFolder : IDisposable
{
    private readonly FileStream _lock;

    private HeldFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>A new, empty folder below the root.</summary>
    public static HeldFolder Begin(string root)
    {
        Directory.CreateDirectory(root);
        for (var attempt = 1; ; attempt++)
        {
            var folder = System.IO.Path.Combine(root, Guid.NewGuid().ToString("N"));
            try
            {
                // The lock first: a folder whose lock can be had belongs to nobody.
                var held = new HeldFolder(folder, Hold(folder));
                Directory.CreateDirectory(folder);
                return held;
            }
            catch (IOException) when (attempt < 10)
            {
                // A process that starts just now took our new lock for one that was left. The next name, then.
            }
        }
    }

    /// <summary>Clears away what nobody holds.</summary>
    public static void Sweep(string root)
    {
        Directory.CreateDirectory(root);
        foreach (var left in Directory.EnumerateFileSystemEntries(root).Select(System.IO.Path.GetFileNameWithoutExtension).Distinct(StringComparer.Ordinal))
        {
            Clear(System.IO.Path.Combine(root, left!));
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Clear(Path);
    }

    private static FileStream Hold(string folder) => new(folder + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>What can't be deleted now can be at the next start.</summary>
    private static void Clear(string folder)
    {
        try
        {
            using var held = Hold(folder);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            File.Delete(held.Name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
