using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Engine.Texts;

/// <summary>One sentence of an assembly's phrases.</summary>
internal sealed record PhraseLine(string Culture, string Key, CompositeFormat Text);

/// <summary>The phrases in an assembly: the resources <c>Phrases/&lt;area&gt;.&lt;culture&gt;.json</c>, each an object of keys and sentences.</summary>
internal static class PhraseFiles
{
    private const string Folder = "Phrases/";

    /// <exception cref="InvalidOperationException">A file can't be read; the message names it.</exception>
    public static IReadOnlyList<PhraseLine> In(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames().Where(IsPhrases).Order(StringComparer.Ordinal).SelectMany(resource => Read(assembly, resource))];

    /// <summary>A plugin's phrases.</summary>
    /// <exception cref="InvalidOperationException">A file can't be read, or a key is not the plugin's: it could change what others say.</exception>
    public static IReadOnlyList<PhraseLine> Of(string pluginId, Assembly assembly)
    {
        var lines = In(assembly);
        return lines.FirstOrDefault(line => !line.Key.StartsWith(pluginId + ".", StringComparison.Ordinal)) is { } stray
            ? throw new InvalidOperationException($"Its phrase '{stray.Key}' does not begin with '{pluginId}.'.")
            : lines;
    }

    private static bool IsPhrases(string resource) =>
        resource.StartsWith(Folder, StringComparison.Ordinal) && resource.EndsWith(".json", StringComparison.Ordinal);

    private static List<PhraseLine> Read(Assembly assembly, string resource)
    {
        var culture = Path.GetFileNameWithoutExtension(resource).Split('.')[^1];
        try
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Select(phrase => new PhraseLine(culture, phrase.Key, CompositeFormat.Parse(phrase.Value)))];
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidOperationException($"The phrases {resource} of {assembly.GetName().Name} can't be used: {fault.Message}", fault);
        }
    }
}
