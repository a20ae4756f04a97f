using AngleSharp.Dom;
using Helpdesk.EmailIngest.Reading.Replies;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>What the cleaning takes off a page and its writing puts back.</summary>
/// <param name="Styles">Harmless rules, by element.</param>
/// <param name="Flat">Paragraphs that are lines.</param>
internal sealed record PageLook(IReadOnlyDictionary<IElement, string> Styles, IReadOnlySet<IElement> Flat)
{
    public PageLook(Dictionary<IElement, string> styles, HashSet<IElement> flat) : this((IReadOnlyDictionary<IElement, string>)styles, flat)
    {
    }
}

/// <summary>A cleaned page that may be written whole or in part.</summary>
internal sealed class LaidPage(IElement body, PageLook look, ImageSources images, IReadOnlyList<SourceLine> lines)
{
    public IReadOnlyList<SourceLine> Lines => lines;

    public string Whole() => new PageWriter(look, images, part: null).Write(body);

    /// <param name="kept">The words and pictures that stay.</param>
    public string Part(IReadOnlySet<INode> kept) => new PageWriter(look, images, PagePart.Of(body, kept)).Write(body);
}
