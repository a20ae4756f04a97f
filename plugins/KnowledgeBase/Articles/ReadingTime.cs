using System.Globalization;

namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>
/// How long people need for a text: 200 words a minute, or 500 characters where words stand without spaces between them.
/// </summary>
internal static class ReadingTime
{
    private const double WordsPerMinute = 200;
    private const double CharactersPerMinute = 500;

    /// <summary>Whole minutes, at least one.</summary>
    public static int MinutesOf(string text)
    {
        var (words, characters, isInWord) = (0, 0, false);
        foreach (var character in text)
        {
            if (IsWithoutSpaces(character))
            {
                characters++;
                isInWord = false;
            }
            else if (char.IsLetterOrDigit(character))
            {
                words += isInWord ? 0 : 1;
                isInWord = true;
            }
            else if (char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.DashPunctuation)
            {
                isInWord = false;
            }
        }

        return Math.Max(1, (int)Math.Round((words / WordsPerMinute) + (characters / CharactersPerMinute), MidpointRounding.AwayFromZero));
    }

    /// <summary>Kana, Han characters and full-width forms.</summary>
    private static bool IsWithoutSpaces(char character) => character is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF10' and <= '\uFF9D');
}
