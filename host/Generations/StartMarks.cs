using System.Globalization;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Generations;

/// <summary>
/// Notices a plugin that takes the process down. Before a plugin's code runs at start-up a mark is left on disk, and
/// taken away when that has ended well or badly; an exception that nobody caught leaves one too, by the plugin's
/// assembly in its stack. A plugin with two marks is not started a third time until somebody enables it again.
/// </summary>
internal sealed class StartMarks(DataDirectory data)
{
    public const int EndsToGiveUp = 2;

    private readonly string _folder = data.Starting;
    private readonly Lock _lock = new();

    /// <summary>How often the process ended while this plugin was at work.</summary>
    public int Count(string pluginId)
    {
        lock (_lock)
        {
            return Read(pluginId);
        }
    }

    /// <summary>Marks that the plugin's code runs now; disposing of the result says that it came back.</summary>
    public IDisposable Begin(string pluginId)
    {
        lock (_lock)
        {
            var before = Read(pluginId);
            Write(pluginId, before + 1);
            return new Attempt(this, pluginId, before);
        }
    }

    /// <summary>The process is about to end, and this plugin's code is why.</summary>
    public void Blame(string pluginId)
    {
        lock (_lock)
        {
            Write(pluginId, Read(pluginId) + 1);
        }
    }

    /// <summary>It ran for a while, or an administrator wants it again: what was is forgotten.</summary>
    public void Forgive(string pluginId)
    {
        lock (_lock)
        {
            File.Delete(FileOf(pluginId));
        }
    }

    private string FileOf(string pluginId) => Path.Combine(_folder, pluginId);

    private int Read(string pluginId) =>
        File.Exists(FileOf(pluginId)) && int.TryParse(File.ReadAllText(FileOf(pluginId)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private void Write(string pluginId, int count)
    {
        if (count == 0)
        {
            File.Delete(FileOf(pluginId));
            return;
        }

        using var file = new FileStream(FileOf(pluginId), FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(System.Text.Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
        file.Flush(flushToDisk: true);
    }

    private sealed class Attempt(StartMarks marks, string pluginId, int before) : IDisposable
    {
        public void Dispose()
        {
            lock (marks._lock)
            {
                marks.Write(pluginId, before);
            }
        }
    }
}
