using System.Globalization;
using System.Text;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <summary>The normal form fold-1, and texts compared as bags of words.</summary>
internal static class FoldedText
{
    public static string Fold(string text)
    {
        // A lone surrogate has no normal form.
        var clean = new string([.. text.Where(letter => !IsDropped(letter))]);
        var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean)).Normalize(NormalizationForm.FormC);
        return string.Join(' ', Words(sound));
    }

    public static bool Same(string expected, string got) => string.Equals(Fold(expected), Fold(got), StringComparison.Ordinal);

    public static bool Within(string expected, string got) => Fold(got).Contains(Fold(expected), StringComparison.Ordinal);

    /// <summary>Without lines made only of two or more of <c>-</c>, <c>_</c>, <c>=</c> or <c>*</c>.</summary>
    public static string WithoutRules(string text) => string.Join('\n', text.Split('\n').Where(line => !IsRule(line.Trim())));

    public static WordOverlap Overlap(string expected, string got)
    {
        var wanted = Words(Fold(expected));
        var found = Words(Fold(got));
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in found)
        {
            left[word] = left.GetValueOrDefault(word) + 1;
        }

        var common = 0;
        foreach (var word in wanted.Where(word => left.GetValueOrDefault(word) > 0))
        {
            left[word]--;
            common++;
        }

        return new WordOverlap(wanted.Length, found.Length, common);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsDropped(char letter) =>
        letter is (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF' or '\u00AD' or '\0';

    private static bool IsRule(string line) => line.Length >= 2 && line.All(letter => letter is '-' or '_' or '=' or '*');
}

internal sealed record WordOverlap(int Wanted, int Found, int Common)
{
    public double Recall => Wanted == 0 ? 1 : (double)Common / Wanted;

    public double F1 => Wanted + Found == 0 ? 1 : 2.0 * Common / (Wanted + Found);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"recall {Recall:0.000}, F1 {F1:0.000}");
}
