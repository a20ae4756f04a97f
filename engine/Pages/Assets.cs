using System.Collections.Frozen;
using System.Text.Json;

namespace Helpdesk.Engine.Pages;

/// <summary>What the browser gets besides pages, by the names that views use; the real names carry the content's hash.</summary>
internal sealed class Assets
{
    public const string Root = "/assets/";
    public const string Style = "desk.css";
    public const string Script = "desk.js";
    public const string Icons = "icons.svg";
    public const string Favicon = "favicon.svg";

    private readonly FrozenDictionary<string, string> _names;

    public Assets(IEnumerable<KeyValuePair<string, string>> names) => _names = names.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names there are below <see cref="Root"/>.</summary>
    public IEnumerable<string> Files => _names.Values;

    /// <exception cref="InvalidOperationException">The folder has no assets: they are built with the host.</exception>
    public static Assets In(string folder)
    {
        var manifest = new FileInfo(Path.Combine(folder, "manifest.json"));
        if (!manifest.Exists)
        {
            throw new InvalidOperationException($"There are no assets in {folder}; 'dotnet build host' makes them.");
        }

        using var stream = manifest.OpenRead();
        return new Assets(JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
    }

    public string Url(string name) => Root + _names.GetValueOrDefault(name, name);
}
