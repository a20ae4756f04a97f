using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Engine.Pages;

/// <summary>What the browser gets besides pages, by the names that views use; the real names carry the content's hash.</summary>
internal sealed class Assets
{
    public const string Root = "/assets/";
    public const string Style = "desk.css";
    public const string Script = "desk.js";
    public const string Icons = "icons.svg";
    public const string Favicon = "favicon.svg";

    /// <summary>More than there are; whoever makes names up is not remembered.</summary>
    private const int MostIcons = 500;

    private readonly FrozenDictionary<string, string> _names;
    private readonly ConcurrentDictionary<string, HtmlString> _icons = new(StringComparer.Ordinal);

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

    /// <summary>An icon that says nothing to a screen reader: what it means is said beside it. A list has dozens, so each is written once.</summary>
    public IHtmlContent Icon(string name)
    {
        if (_icons.TryGetValue(name, out var known))
        {
            return known;
        }

        var icon = new HtmlString($"""<svg class="icon" width="20" height="20" aria-hidden="true"><use href="{Url(Icons)}#{HtmlEncoder.Default.Encode(name)}"></use></svg>""");
        if (_icons.Count < MostIcons)
        {
            _icons[name] = icon;
        }

        return icon;
    }
}
