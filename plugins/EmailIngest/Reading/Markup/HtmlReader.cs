using AngleSharp;
using AngleSharp.Html.Parser;
using Helpdesk.EmailIngest.Reading.Replies;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <param name="Text">Null where nobody asked.</param>
/// <param name="Page">Null where it is too much to be shown as anything but text.</param>
internal sealed record ReadHtml(string? Text, LaidPage? Page);

/// <summary>HTML of a mail as text and as something that a page may show.</summary>
internal sealed class HtmlReader(ReadingOptions options, ReadingNotes notes, ImageSources images)
{
    /// <summary>A page written anew is longer by the end tags that were missing.</summary>
    private const int MostGrowth = 2;

    /// <summary>Without anything that runs or loads. The library would make all of it anew for each page.</summary>
    private static readonly IConfiguration Browser = Configuration.Default;

    private readonly ReadingLimits _limits = options.Limits;

    public ReadHtml Read(string source, bool wantsText)
    {
        if (Balance(source) is not { } balanced)
        {
            return new ReadHtml(wantsText ? TagStripper.TextOf(source, _limits.MostTextCharacters) : null, Page: null);
        }

        var document = new HtmlParser(default, BrowsingContext.New(Browser)).ParseDocument(balanced);
        var lines = wantsText || options.WantsReplyPage ? HtmlText.Of(document, _limits.MostTextCharacters) : [];
        return new ReadHtml(wantsText ? string.Join('\n', lines.Select(line => line.Text)) : null, PageCleaner.Clean(document, images, lines));
    }

    /// <summary>So deep and wide that a library builds its tree in time that grows with the length (LM17).</summary>
    private string? Balance(string source)
    {
        var balancer = new HtmlBalancer(_limits.MostMarkupCharacters * MostGrowth);
        var balanced = source.Length <= _limits.MostMarkupCharacters ? balancer.Balance(source) : null;
        if (balanced is null)
        {
            notes.Cut(ReadingLimits.Markup, "The HTML is larger than a mail's; only its text is kept.");
        }
        else if (balancer.IsFlattened)
        {
            notes.Cut(ReadingLimits.Markup, "The HTML is deeper than a mail's; its deepest elements are left out, their text is not.");
        }

        return balanced;
    }
}
