namespace Helpdesk.Engine.Texts;

/// <summary>What was written in Markdown, as pages show it: HTML in which nothing runs, loads from elsewhere, or looks like a part of the page (LX1).</summary>
/// <param name="Html">Cleaned HTML; each heading has an <c>id</c>.</param>
/// <param name="Text">The same as plain text, for search and excerpts.</param>
/// <param name="Headings">The headings of the second and third level, in order.</param>
public sealed record RichText(string Html, string Text, IReadOnlyList<RichTextHeading> Headings)
{
    /// <summary>Reads Markdown (CommonMark with tables, strike-through and automatic links). HTML in it is shown as text.</summary>
    /// <param name="markdown">What was written; at most 200,000 characters.</param>
    /// <param name="imagePrefix">
    /// Images are kept when their address begins with it, such as <c>/kb/images/</c>; others become links. Null keeps none.
    /// </param>
    /// <remarks>Links may lead within the desk (<c>/kb/a/dns</c>, <c>#heading</c>) or to http, https, mailto and tel.</remarks>
    public static RichText FromMarkdown(string markdown, string? imagePrefix = null) => RichTextMarkup.Render(markdown, imagePrefix);
}

/// <summary>A heading within a text.</summary>
/// <param name="Level">2 or 3.</param>
/// <param name="Id">Where <c>#id</c> leads.</param>
/// <param name="Text">What it says.</param>
public sealed record RichTextHeading(int Level, string Id, string Text);
