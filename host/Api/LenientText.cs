using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpdesk.Host.Api;

/// <summary>
/// Text of JSON, half a surrogate pair included: JSON can write one (RFC 8259 §8.2), some programs do when they cut a text, and
/// the reader of the framework refuses it. The desk keeps U+FFFD for it, whatever the way in.
/// </summary>
internal sealed class LenientText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException) when (reader.ValueIsEscaped)
        {
            return Unescape(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));
        }
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>The reader has made sure that each backslash begins a proper escape.</summary>
    private static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
                continue;
            }

            text.Append(escaped[++at] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(escaped.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
            at += escaped[at] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }
}
