namespace Helpdesk.Host.Process;

/// <summary>Files of the data directory that hold a secret.</summary>
internal static class PrivateFile
{
    /// <summary>Writes lines that the owner of the process alone can read (mode 0600), from the first byte on.</summary>
    public static async Task WriteAsync(string path, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        // An older file would keep its mode.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        foreach (var line in lines)
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }
}
