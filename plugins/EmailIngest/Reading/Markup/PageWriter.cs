using System.Text;
using AngleSharp.Dom;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>
/// Writes a cleaned tree. The library's own writer looks for each element among its siblings: 150,000 lines took it a minute (LM17).
/// </summary>
/// <param name="part">What is to be written of it; null for all.</param>
internal sealed class PageWriter(PageLook look, ImageSources images, PagePart? part)
{
    /// <summary>Where something went, no more of the emptiness around it is left.</summary>
    private const int MostBlank = 2;

    private readonly StringBuilder _html = new();

    private int _blank;

    private bool _hasRule;

    public string Write(IElement body)
    {
        var open = new Stack<(INode Node, int Next)>();
        open.Push((body, 0));
        while (open.TryPop(out var at))
        {
            if (at.Next < at.Node.ChildNodes.Length)
            {
                open.Push((at.Node, at.Next + 1));
                Enter(at.Node.ChildNodes[at.Next], open);
            }
            else if (at.Node != body)
            {
                End((IElement)at.Node);
            }
        }

        return _html.ToString().Trim();
    }

    private void Enter(INode node, Stack<(INode Node, int Next)> open)
    {
        if (part is not null && !Selects(part, node))
        {
            return;
        }

        if (node is IText text)
        {
            Escape(text.Data);
        }
        else if (node is IElement element)
        {
            Start(element);
            if (!element.Flags.HasFlag(NodeFlags.SelfClosing))
            {
                open.Push((element, 0));
            }
        }
    }

    /// <summary>Empty lines and rules are written when something follows them.</summary>
    private bool Selects(PagePart shown, INode node)
    {
        if (node is IText { Data: var text } && string.IsNullOrWhiteSpace(text))
        {
            return !shown.IsBlank(node) && _blank == 0 && !_hasRule;
        }

        if (shown.IsBlank(node))
        {
            _blank++;
            return false;
        }

        if (node is IElement { LocalName: "hr" })
        {
            _hasRule = true;
            return false;
        }

        // The cells around keep their columns.
        if (!shown.Shows(node))
        {
            return node is IElement { LocalName: "td" or "th" or "col" or "colgroup" };
        }

        // A break between a text and a block would end the text's line and no more: in a block it is a line of its own.
        if (node is IText or IElement { LocalName: not ("div" or "p" or "li" or "td" or "th" or "tr" or "tbody" or "thead" or "tfoot" or "dd" or "dt" or "blockquote" or "center") })
        {
            Settle();
        }

        return true;
    }

    private void Settle()
    {
        if (_html.Length > 0)
        {
            _html.Append(_hasRule ? "<hr>" : "").Insert(_html.Length, "<br>", Math.Min(_blank, MostBlank));
        }

        (_blank, _hasRule) = (0, false);
    }

    private void End(IElement element)
    {
        // A break at the end of a block shows nothing.
        if (_blank > 0 && element.LocalName is "div" or "p" or "li" or "td" or "blockquote")
        {
            _blank--;
        }

        _html.Append("</").Append(NameOf(element)).Append('>');
    }

    private string NameOf(IElement element) => look.Flat.Contains(element) ? "div" : element.LocalName;

    private void Start(IElement element)
    {
        _html.Append('<').Append(NameOf(element));
        foreach (var attribute in element.Attributes)
        {
            Attribute(attribute.LocalName, attribute.Value);
        }

        if (look.Styles.TryGetValue(element, out var style))
        {
            Attribute("style", style);
        }

        _html.Append('>');
    }

    private void Attribute(string name, string value)
    {
        if (name is "src")
        {
            if (images.Find(value) is not { } source)
            {
                return;
            }

            (name, value) = (source.Attribute, source.Value);
        }

        _html.Append(' ').Append(name).Append("=\"");
        Escape(value);
        _html.Append('"');
    }

    private void Escape(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny("<>&\"\u00A0") is var at and >= 0)
        {
            _html.Append(text[..at]).Append(text[at] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                _ => "&nbsp;",
            });
            text = text[(at + 1)..];
        }

        _html.Append(text);
    }
}
