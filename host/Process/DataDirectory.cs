using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Process;

/// <summary>
/// The one folder that the desk writes to: database, attachments, keys and installed plugins. Readable by its owner only.
/// </summary>
internal sealed class DataDirectory
{
    public const string Setting = "DataDirectory";

    private DataDirectory(string path) => Path = path;

    public string Path { get; }

    /// <summary>Keys that protect cookies and forms; losing them signs everybody out.</summary>
    public string Keys => Folder("keys");

    public string Attachments => Folder("attachments");

    /// <summary>What plugins keep beside their tables, a folder for each.</summary>
    public string PluginFiles => Folder(PluginFilesName);

    public const string PluginFilesName = "plugin-files";

    /// <summary>Marks of plugins whose start has not been seen to end; see <see cref="Generations.StartMarks"/>.</summary>
    public string Starting => Folder("starting");

    /// <summary>Packages on their way in, and files that are being made; what is here belongs to whoever holds it, or to nobody.</summary>
    public string Incoming => Folder("incoming");

    /// <summary>Packages that were sent by the browser and wait for a yes.</summary>
    public string Uploads => Folder("uploads");

    /// <summary>What removed plugins left, as <c>&lt;id&gt;-&lt;number&gt;.json</c>.</summary>
    public string Exports => Folder("exports");

    /// <summary>Which server this is; see <see cref="Engine.Storage.NodeIdentity"/>.</summary>
    public string NodeFile => System.IO.Path.Combine(Path, "node");

    /// <summary>The log-ins of the demo company.</summary>
    public string DemoLogInsFile => System.IO.Path.Combine(Path, "demo-log-ins");

    /// <summary>Which plugins have filled the demo company, an id a line.</summary>
    public string DemoContentsFile => System.IO.Path.Combine(Path, "demo-contents");

    public const string FirstCodeName = "first-administrator-code";

    /// <summary>The code for the first administrator, until there is one; see <see cref="FirstCode"/>.</summary>
    public string FirstCodeFile => System.IO.Path.Combine(Path, FirstCodeName);

    /// <exception cref="SettingException">The folder can't be made or written to.</exception>
    public static DataDirectory From(IConfiguration configuration)
    {
        var path = PathIn(configuration);
        try
        {
            Make(path);
            var probe = System.IO.Path.Combine(path, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The data directory '{path}' can't be used: {fault.Message}", fault);
        }

        return new DataDirectory(path);
    }

    /// <summary>Where it is, or would be: nothing is made.</summary>
    public static string PathIn(IConfiguration configuration) => System.IO.Path.GetFullPath(configuration[Setting] is { Length: > 0 } told ? told : "data");

    private string Folder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        Make(folder);
        return folder;
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
