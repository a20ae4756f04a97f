using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Plugins.Removal;

/// <summary>
/// Writes what the database holds of a plugin as one JSON document, without knowing what any of it means: every table with
/// its rows as the database has them, and what was set. Row by row, so that its size does not matter. Secrets stay out.
/// </summary>
internal sealed class PluginExport(DeskStore store)
{
    /// <summary>Beyond this a reader whose numbers are floating point would change a whole number: it becomes a text.</summary>
    private const long LargestPlainNumber = 1L << 53;

    private const int BytesAtOnce = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(string pluginId, Stream output, CancellationToken cancellationToken)
    {
        await using var desk = store.Read();
        await desk.Database.OpenConnectionAsync(cancellationToken);
        var owned = new OwnedTables(desk, store.Database);
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("plugin", pluginId);
        json.WriteString("exportedAt", store.Time.Instant());
        await SettingsAsync(json, desk, pluginId, cancellationToken);
        json.WriteStartObject("tables");
        foreach (var table in await owned.OfAsync(pluginId, cancellationToken))
        {
            await TableAsync(json, desk.Database.GetDbConnection(), table, owned.Quoted(table), cancellationToken);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static async Task SettingsAsync(Utf8JsonWriter json, DeskTables desk, string pluginId, CancellationToken cancellationToken)
    {
        json.WriteStartObject("settings");
        foreach (var setting in await desk.PluginSettings.Where(setting => setting.PluginId == pluginId && !setting.IsSecret).OrderBy(setting => setting.Key).ToListAsync(cancellationToken))
        {
            json.WriteString(setting.Key, setting.Value);
        }

        json.WriteEndObject();
    }

    private static async Task TableAsync(Utf8JsonWriter json, DbConnection connection, string table, string quotedName, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {quotedName}";
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        json.WriteStartArray(table);
        while (await rows.ReadAsync(cancellationToken))
        {
            json.WriteStartObject();
            for (var column = 0; column < rows.FieldCount; column++)
            {
                json.WritePropertyName(rows.GetName(column));
                Value(json, rows.GetValue(column));
            }

            json.WriteEndObject();
            if (json.BytesPending > BytesAtOnce)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long and (> LargestPlainNumber or < -LargestPlainNumber):
                json.WriteStringValue(((long)value).ToString(CultureInfo.InvariantCulture));
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case float or double when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                json.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case DateTime instant:
                json.WriteStringValue(instant);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(instant);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
