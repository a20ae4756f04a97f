using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>
/// A style attribute reduced to what makes text look like text: nothing of position, of backgrounds that are fetched, or of what
/// lies above what. Done by hand, since the library builds a style sheet of each: 30,000 of them took 2 GB and 8 seconds (LM17).
/// </summary>
internal static class StyleRules
{
    private const int MostCharacters = 4_000;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Properties = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left", "border-radius", "border-right", "border-spacing", "border-style", "border-top",
        "border-width", "color", "direction", "display", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing", "line-height", "list-style-type", "max-width", "min-width",
        "padding", "padding-bottom", "padding-left", "padding-right", "padding-top", "table-layout", "text-align", "text-decoration", "text-indent", "text-transform", "unicode-bidi", "vertical-align", "white-space", "width",
        "word-break", "overflow-wrap").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>No backslash, no comment, no at-rule, no function but those of colours: what cannot be written cannot be disguised.</summary>
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \n\t#%+-.,!()'\"_");

    /// <summary>Null if nothing is left.</summary>
    public static string? Clean(ReadOnlySpan<char> style)
    {
        if (style.Length > MostCharacters)
        {
            return null;
        }

        var clean = new StringBuilder();
        foreach (var range in style.Split(';'))
        {
            var declaration = style[range];
            var colon = declaration.IndexOf(':');
            if (colon > 0 && Properties.Contains(declaration[..colon].Trim()) && IsHarmless(declaration[(colon + 1)..]))
            {
                clean.Append(clean.Length > 0 ? "; " : "").Append(declaration[..colon].Trim()).Append(": ").Append(declaration[(colon + 1)..].Trim());
            }
        }

        return clean.Length > 0 ? clean.ToString() : null;
    }

    private static bool IsHarmless(ReadOnlySpan<char> value)
    {
        if (value.IsWhiteSpace() || value.ContainsAnyExcept(Allowed) || HasNegative(value))
        {
            return false;
        }

        for (var open = value.IndexOf('('); open >= 0; open = value.IndexOf('('))
        {
            var name = value[..open];
            if (!Ends(name, "rgb") && !Ends(name, "rgba") && !Ends(name, "hsl"))
            {
                return false;
            }

            value = value[(open + 1)..];
        }

        return true;
    }

    private static bool Ends(ReadOnlySpan<char> text, string word) => text.EndsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Less than nothing moves text over what stands before it.</summary>
    private static bool HasNegative(ReadOnlySpan<char> value)
    {
        for (var i = 0; i + 1 < value.Length; i++)
        {
            if (value[i] == '-' && (char.IsAsciiDigit(value[i + 1]) || value[i + 1] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
