using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpdesk.Host.Api;

/// <summary>What can be written as a text alone, or as an object that says more.</summary>
internal interface ITextOr<out TSelf, in TParts>
{
    static abstract TSelf Of(string text);

    static abstract TSelf Of(TParts parts);
}

/// <inheritdoc cref="ITextOr{TSelf, TParts}" />
internal sealed class TextOr<T, TParts> : JsonConverter<T> where T : ITextOr<T, TParts>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String
                ? T.Of(JsonSerializer.Deserialize<string>(ref reader, options)!)
                : T.Of(JsonSerializer.Deserialize<TParts>(ref reader, options)!);
        }
        catch (JsonException)
        {
            // Without the inner path: the outer reader says where in the whole it is.
            throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("It only comes in.");
}

/// <summary>The value of a field: a text, or a whole number written as one.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record FieldText(string Text)
{
    private sealed class Converter : JsonConverter<FieldText>
    {
        public override FieldText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => new FieldText(JsonSerializer.Deserialize<string>(ref reader, options)!),
            JsonTokenType.Number when reader.TryGetInt64(out var number) => new FieldText(number.ToString(CultureInfo.InvariantCulture)),
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, FieldText value, JsonSerializerOptions options) => throw new NotSupportedException("It only comes in.");
    }
}
