using System.Globalization;
using System.Text.RegularExpressions;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Packages;

/// <summary>What removed plugins left: one file each, in the data directory of the server that wrote it, until somebody takes it away.</summary>
internal sealed partial class ExportFiles(DataDirectory data)
{
    public string PathOf(PluginRecord removed) =>
        Path.Combine(data.Exports, string.Create(CultureInfo.InvariantCulture, $"{removed.Id}-{removed.RemovalRevision}.json"));

    /// <summary>The newest first.</summary>
    public IReadOnlyList<FileInfo> List() =>
        [.. new DirectoryInfo(data.Exports).EnumerateFiles("*.json").Where(file => NamePattern().IsMatch(file.Name)).OrderByDescending(file => file.LastWriteTimeUtc)];

    /// <summary>Null when there is none of that name.</summary>
    public FileInfo? Find(string name) => List().FirstOrDefault(file => file.Name == name);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}-[0-9]{1,19}\\.json$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
