using Helpdesk.Host.Databases;
using Helpdesk.Host.Process;

namespace Helpdesk.Testing;

/// <summary>
/// What a desk's first start leaves in its data directory, made once for all tests of a process and laid into the directories of
/// others: most of a first start is furnishing the demo company. Whatever a first start depends on asks for a real one.
/// </summary>
internal static class FirstStart
{
    /// <summary>Settings that a first start looks at; with one of them a desk makes its own.</summary>
    private static readonly string[] Decisive = ["--Database:", "--Plugins:", "--Demo:"];

    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    /// <summary>Whether a desk with these settings begins as all others do.</summary>
    public static bool IsUsual(string dataDirectory, IEnumerable<string> settings) =>
        !File.Exists(Path.Combine(dataDirectory, DatabaseChoice.DefaultFile)) && !settings.Any(setting => Decisive.Any(name => setting.StartsWith(name, StringComparison.Ordinal)));

    public static async Task LayAsync(string dataDirectory) => Copy(await Made.Value, dataDirectory);

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var desk = Server.Build(RunningDesk.ArgumentsOf(folder), new ServeOptions(Safe: false, Demo: true));
        await desk.StartAsync();
        await desk.StopAsync();
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            var under = Path.Combine(to, Path.GetFileName(folder));
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(under);
            }
            else
            {
                Directory.CreateDirectory(under, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            Copy(folder, under);
        }
    }
}
