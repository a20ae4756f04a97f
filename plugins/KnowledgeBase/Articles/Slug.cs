using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>The readable part of an address: lower case letters, digits and single hyphens between them.</summary>
internal static partial class Slug
{
    public static bool IsSlug(string text) => text.Length <= Article.LongestSlug && Pattern().IsMatch(text);

    /// <summary>Makes one of a title; empty where the title has no letter that fits, as in Japanese.</summary>
    public static string Of(string title)
    {
        var made = new StringBuilder(title.Length);
        foreach (var character in title.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                made.Append(char.ToLowerInvariant(character));
            }
            else if (made.Length > 0 && made[^1] != '-' && character is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                made.Append('-');
            }
        }

        made.Length = Math.Min(made.Length, Article.LongestSlug - 10);
        return made.ToString().Trim('-');
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
