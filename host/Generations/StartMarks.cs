using System.Globalization;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Generations;

/// <summary>
/// Notices a plugin that takes the process down. While a plugin's code runs on the way to a generation, a mark lies on
/// disk; an exception that nobody caught leaves one too, by the plugin's assembly in its stack. A plugin with two is
/// not started a third time until somebody enables it again.
/// </summary>
/// <remarks>What is written outlives the process without being forced to the disk; a power cut is no plugin's fault.</remarks>
internal sealed class StartMarks(DataDirectory data)
{
    public const int EndsToGiveUp = 2;

    private readonly string _folder = data.Starting;
    private readonly Lock _lock = new();

    /// <summary>How often the process ended while this plugin was at work. One end may leave a mark of either kind, so they don't add up.</summary>
    public int Count(string pluginId)
    {
        lock (_lock)
        {
            var marks = Read(pluginId);
            return Math.Max(marks.Starts, marks.Crashes);
        }
    }

    /// <summary>Marks that the plugin's code runs now; disposing of the result says that it came back.</summary>
    public IDisposable Begin(string pluginId)
    {
        lock (_lock)
        {
            var before = Read(pluginId);
            Write(pluginId, before with { Starts = before.Starts + 1 });
            return new Attempt(this, pluginId, before.Starts);
        }
    }

    /// <summary>The process is about to end, and this plugin's code is why.</summary>
    public void Blame(string pluginId)
    {
        lock (_lock)
        {
            var before = Read(pluginId);
            Write(pluginId, before with { Crashes = before.Crashes + 1 });
        }
    }

    /// <summary>
    /// It is part of a generation that serves: starts that ended before had another reason (somebody killed the process just
    /// then). What a thread of it may do yet is another matter.
    /// </summary>
    public void CameUp(string pluginId)
    {
        lock (_lock)
        {
            Write(pluginId, Read(pluginId) with { Starts = 0 });
        }
    }

    /// <summary>It ran for a while, or an administrator wants it again: what was is forgotten.</summary>
    public void Forgive(string pluginId)
    {
        lock (_lock)
        {
            Write(pluginId, Marks.None);
        }
    }

    private string FileOf(string pluginId) => Path.Combine(_folder, pluginId);

    private Marks Read(string pluginId)
    {
        var numbers = File.Exists(FileOf(pluginId)) ? File.ReadAllText(FileOf(pluginId)).Split(' ') : [];
        return new Marks(Number(0), Number(1));

        int Number(int place) => int.TryParse(numbers.ElementAtOrDefault(place), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private void Write(string pluginId, Marks marks)
    {
        if (marks == Marks.None)
        {
            File.Delete(FileOf(pluginId));
        }
        else
        {
            File.WriteAllText(FileOf(pluginId), string.Create(CultureInfo.InvariantCulture, $"{marks.Starts} {marks.Crashes}"));
        }
    }

    /// <param name="Starts">Starts in a row that have not come back.</param>
    /// <param name="Crashes">Exceptions that nobody caught.</param>
    private sealed record Marks(int Starts, int Crashes)
    {
        public static Marks None { get; } = new(0, 0);
    }

    private sealed class Attempt(StartMarks marks, string pluginId, int before) : IDisposable
    {
        public void Dispose()
        {
            lock (marks._lock)
            {
                // Only its own number: a thread of the plugin may have crashed meanwhile.
                marks.Write(pluginId, marks.Read(pluginId) with { Starts = before });
            }
        }
    }
}
