using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Pages.Layouts;

/// <summary>What stands around a page.</summary>
/// <param name="Brand">The name of the desk.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or <c>auto</c> for what the reader's system says.</param>
/// <param name="Reader">Who reads; null for somebody who is not signed in.</param>
/// <param name="RequestToken">Goes with every request that changes something.</param>
/// <param name="Here">Path and query, for the forms that come back to this page.</param>
internal sealed record Frame(string Brand, string Theme, FrameReader? Reader, string RequestToken, string Here);

/// <summary>Who reads the page, as the top bar names her.</summary>
/// <param name="News">How much on her list of news she has not seen.</param>
internal sealed record FrameReader(string Name, string Address, Actor Actor, int News)
{
    /// <summary>One or two letters to tell people apart at a glance.</summary>
    public string Initials
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var first = words is [] ? "?" : Initial(words[0]);
            return words.Length > 1 ? first + Initial(words[^1]) : first;
        }
    }

    private static string Initial(string word) => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}

/// <summary>A menu, ready to be shown.</summary>
internal sealed record FrameMenu(IReadOnlyList<FrameLink> Links, string Home);

internal sealed record FrameLink(string Text, string Href, string? Icon, bool IsHere);
