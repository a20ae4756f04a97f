using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>Parameters of fields that the grammar refuses: without a value in front, without the semicolons.</summary>
internal static class LooseParameters
{
    private const int MostCharacters = 4_096;

    public static string? Find(MimeEntity entity, HeaderId field, string parameter, TextDecoder decoder)
    {
        if (entity.Headers.FirstOrDefault(h => h.Id == field) is not { } header)
        {
            return null;
        }

        var raw = decoder.DecodeUndeclared(header.RawValue);
        raw = raw.Length > MostCharacters ? raw[..MostCharacters] : raw;
        for (var at = raw.IndexOf(parameter, StringComparison.OrdinalIgnoreCase); at >= 0; at = raw.IndexOf(parameter, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var isWord = at == 0 || char.IsWhiteSpace(raw[at - 1]) || raw[at - 1] == ';';
            var rest = raw.AsSpan(at + parameter.Length).TrimStart();
            if (isWord && rest.StartsWith("="))
            {
                return NullIfEmpty(new HeaderText(decoder).Of(Value(rest[1..].TrimStart())));
            }
        }

        return null;
    }

    private static string Value(ReadOnlySpan<char> rest)
    {
        var isQuoted = rest is ['"', ..];
        rest = isQuoted ? rest[1..] : rest;
        var end = isQuoted ? rest.IndexOf('"') : rest.IndexOfAny(';', '\n', '\r');
        return (end < 0 ? rest : rest[..end]).Trim().ToString();
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
