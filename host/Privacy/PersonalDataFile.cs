using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Privacy;

/// <summary>
/// What the desk knows of a person as a file to take along: <c>data.json</c> for machines, <c>index.html</c> for people, in the
/// reader's language, and her files. What plugins keep stands in both.
/// </summary>
internal sealed class PersonalDataFile(PersonalDataReader reader, PluginData plugins, IBlobStore blobs, DataDirectory data, Words words)
{
    public const string Name = "personal-data.zip";
    public const string ContentType = "application/zip";

    private const string Style = "body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}h2{margin-top:2.5rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0 0 1rem;padding:.75rem;border:1px solid #ccc}dt{font-weight:600}dd{margin:0;min-width:0;white-space:pre-wrap;overflow-wrap:anywhere}dd dl{margin:.25rem 0}";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes it, in a file that is gone when it is closed; null where there is nobody, or where it is none of the actor's business.</summary>
    public async Task<Stream?> MakeAsync(long personId, Actor by, CancellationToken cancellationToken)
    {
        if (await reader.TakeOutAsync(personId, by, cancellationToken) is not { } person)
        {
            return null;
        }

        var ofPlugins = await plugins.OfAsync(person, cancellationToken);
        var file = Temporary();
        try
        {
            await using (var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
            {
                var files = new Dictionary<string, DataFile>(StringComparer.Ordinal);
                await WriteAsync(zip, "data.json", entry => WriteJsonAsync(entry, reader.Of(person, one => files.TryAdd(one.Path, one)), ofPlugins, cancellationToken), cancellationToken);
                await WriteAsync(zip, "index.html", entry => WritePageAsync(entry, person, reader.Of(person, static _ => { }), ofPlugins, cancellationToken), cancellationToken);
                foreach (var one in files.Values)
                {
                    if (blobs.Open(one.Hash) is { } bytes)
                    {
                        await using (bytes)
                        {
                            await WriteAsync(zip, one.Path, entry => bytes.CopyToAsync(entry, cancellationToken), cancellationToken);
                        }
                    }
                }
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task WriteAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await write(entry);
    }

    private static async Task WriteJsonAsync(Stream entry, IReadOnlyList<DataSection> sections, IReadOnlyList<PluginDataSection> ofPlugins, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(entry, Indented);
        json.WriteStartObject();
        foreach (var section in sections)
        {
            json.WriteStartArray(section.Key);
            await foreach (var item in section.Items.WithCancellation(cancellationToken))
            {
                item.WriteTo(json);
                await json.FlushAsync(cancellationToken);
            }

            json.WriteEndArray();
        }

        json.WritePropertyName("plugins");
        PluginsAsJson(ofPlugins).WriteTo(json);
        json.WriteEndObject();
    }

    /// <summary>By plugin and source; null stands where a plugin gave no answer. Of two fields with one key the first counts.</summary>
    private static JsonObject PluginsAsJson(IEnumerable<PluginDataSection> ofPlugins) => new(
        ofPlugins.GroupBy(section => section.PluginId, StringComparer.Ordinal).Select(plugin => KeyValuePair.Create<string, JsonNode?>(
            plugin.Key,
            new JsonObject(plugin.Select(section => KeyValuePair.Create<string, JsonNode?>(
                section.Name,
                section.Items is null ? null : new JsonArray([.. section.Items.Select(item => new JsonObject(
                    item.Fields.DistinctBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Text))))])))))));

    private async Task WritePageAsync(Stream entry, Person person, IReadOnlyList<DataSection> sections, IReadOnlyList<PluginDataSection> ofPlugins, CancellationToken cancellationToken)
    {
        await using var page = new StreamWriter(entry, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var title = Text(words["account.data.of", person.Name]);
        await page.WriteAsync($"<!DOCTYPE html>\n<html lang=\"{System.Globalization.CultureInfo.CurrentUICulture.Name}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{Style}</style></head><body>\n<h1>{title}</h1>\n<p>{Text(words["account.data.what"])}</p>\n");
        foreach (var section in sections)
        {
            await page.WriteAsync($"<h2>{Text(words[$"account.data.section.{section.Key}"])}</h2>\n");
            var isEmpty = true;
            await foreach (var item in section.Items.WithCancellation(cancellationToken))
            {
                isEmpty = false;
                await page.WriteAsync(Show(item) + "\n");
            }

            if (isEmpty)
            {
                await page.WriteAsync($"<p>{Text(words["account.data.nothing"])}</p>\n");
            }
        }

        foreach (var section in ofPlugins)
        {
            await page.WriteAsync($"<h2>{Text(Words.Say(section.Title))}</h2>\n");
            await page.WriteAsync(section.Items switch
            {
                null => $"<p>{Text(words["account.data.missing"])}</p>\n",
                [] => $"<p>{Text(words["account.data.nothing"])}</p>\n",
                var items => string.Concat(items.Select(item => Show(item) + "\n")),
            });
        }

        await page.WriteAsync("</body></html>\n");
    }

    private static string Show(PersonalDataItem item) =>
        $"<dl>{string.Concat(item.Fields.Where(field => field.Text.Length > 0).Select(field => $"<dt>{Text(Words.Say(field.Name))}</dt><dd>{Text(field.Text)}</dd>"))}</dl>";

    private string Show(JsonObject item) =>
        $"<dl>{string.Concat(item.Where(field => field.Value is not (null or JsonArray { Count: 0 })).Select(field => $"<dt>{Text(words[$"account.data.field.{field.Key}"])}</dt><dd>{Show(field.Value!)}</dd>"))}</dl>";

    private string Show(JsonNode value) => value switch
    {
        JsonObject item => Show(item),
        JsonArray items => string.Concat(items.Select(item => item is JsonObject one ? Show(one) : Link(item!.GetValue<string>()))),
        _ when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => Text(words[value.GetValue<bool>() ? "account.data.yes" : "account.data.no"]),
        _ => Text(value.ToString()),
    };

    private static string Link(string path) => $"<a href=\"{Text(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)))}\">{Text(path)}</a> ";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>
    /// A file without a name where the system knows such, so that a desk that is killed meanwhile leaves nothing of anybody; elsewhere
    /// closing it takes it away.
    /// </summary>
    private FileStream Temporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(Path.Combine(data.Incoming, $"{Guid.NewGuid():N}.zip"), options);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(file.Name);
        }

        return file;
    }
}
