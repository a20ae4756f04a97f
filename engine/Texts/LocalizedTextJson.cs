using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpdesk.Engine.Texts;

/// <summary>In files that people write: a plain string is English, an object has a text for each language.</summary>
internal sealed class LocalizedTextJson : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var texts = reader.TokenType == JsonTokenType.String
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = reader.GetString()! }
            : JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!;
        return texts.Any(text => !string.IsNullOrWhiteSpace(text.Value)) ? new LocalizedText(texts) : throw new JsonException("A text is empty in every language.");
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Cultures.ToDictionary(culture => culture, value.For, StringComparer.Ordinal), options);
}
