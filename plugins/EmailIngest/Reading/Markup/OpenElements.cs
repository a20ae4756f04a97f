using System.Runtime.InteropServices;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>An element that has begun, and where its tag stands in what was written.</summary>
/// <param name="IsAgain">It goes on where something around it had to end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OpenElement(HtmlElement Element, int Start, int End, bool IsHidden, bool IsAgain)
{
    public bool IsWritten => End > Start;
}

/// <summary>The stack of open elements, and which of them a tag ends (WHATWG HTML §13.2.4.2, §13.2.6.4.7).</summary>
internal sealed class OpenElements
{
    private readonly List<OpenElement> _open = new(64);

    private int _hidden;

    private int _tables;

    public int Count => _open.Count;

    public bool IsHidden => _hidden > 0;

    public bool HasTable => _tables > 0;

    public void Add(OpenElement element)
    {
        _open.Add(element);
        _hidden += element.IsHidden ? 1 : 0;
        _tables += element.Element == HtmlElement.Table ? 1 : 0;
    }

    public OpenElement RemoveLast()
    {
        var last = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _hidden -= last.IsHidden ? 1 : 0;
        _tables -= last.Element == HtmlElement.Table ? 1 : 0;
        return last;
    }

    /// <summary>Those that were opened inside, as far as they are blocks or what is in them.</summary>
    public List<OpenElement> Above(int index, int most)
    {
        var above = _open.GetRange(index + 1, _open.Count - index - 1);
        return above.Count <= most && above.Exists(static e => e.Element.Kinds.HasFlag(ElementKinds.Special)) ? above : [];
    }

    /// <summary>From where on a start tag ends what is open; negative if it ends nothing.</summary>
    public int EndedBy(HtmlElement element)
    {
        var kinds = element.Kinds;
        if (kinds.HasFlag(ElementKinds.TablePart))
        {
            return Nearest(element.Name switch
            {
                "td" or "th" => static e => e.Name is "tr" or "table",
                "tr" => static e => e.Name is "tbody" or "thead" or "tfoot" or "table",
                "col" => static e => e.Name is "colgroup" or "table",
                _ => static e => e.Name is "table",
            }) + 1;
        }

        if (!kinds.HasFlag(ElementKinds.Block))
        {
            return -1;
        }

        // A drawing ends where text of the page begins (§13.2.6.5).
        var drawing = _hidden > 0 ? _open.FindIndex(static e => e.Element.Kinds.HasFlag(ElementKinds.Foreign)) : -1;
        var item = kinds.HasFlag(ElementKinds.Item) ? Item(element) : -1;
        var paragraph = Find(HtmlElement.Paragraph, IsBoundary);
        return drawing >= 0 ? drawing : item < 0 || paragraph < 0 ? Math.Max(item, paragraph) : Math.Min(item, paragraph);
    }

    /// <summary>From where on an end tag ends what is open; negative if there is nothing that it could end.</summary>
    public int Ending(HtmlElement element)
    {
        var kinds = element.Kinds;
        return kinds switch
        {
            _ when kinds.HasFlag(ElementKinds.TablePart) || element == HtmlElement.Table => Find(element, static e => e == HtmlElement.Table),
            _ when element.Name is "li" => Find(element, static e => IsBoundary(e) || e.Name is "ul" or "ol"),
            _ when kinds.HasFlag(ElementKinds.Special) || kinds.HasFlag(ElementKinds.Formatting) || kinds.HasFlag(ElementKinds.Foreign) => Find(element, IsBoundary),
            _ => Find(element, static e => e.Kinds.HasFlag(ElementKinds.Special)),
        };
    }

    private static bool IsBoundary(HtmlElement element) => element.Kinds.HasFlag(ElementKinds.Boundary);

    /// <summary>A list item ends the one before, but not through what stands in between, unless that is a mere division.</summary>
    private int Item(HtmlElement element)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var open = _open[i].Element;
            if (open.Kinds.HasFlag(ElementKinds.Item) && (open.Name is "li") == (element.Name is "li"))
            {
                return i;
            }

            if (open.Kinds.HasFlag(ElementKinds.Special) && open.Name is not ("div" or "p" or "address"))
            {
                return -1;
            }
        }

        return -1;
    }

    private int Nearest(Func<HtmlElement, bool> isMeant) => _open.FindLastIndex(e => isMeant(e.Element));

    private int Find(HtmlElement element, Func<HtmlElement, bool> stops)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var open = _open[i].Element;
            if (open == element)
            {
                return i;
            }

            if (stops(open))
            {
                return -1;
            }
        }

        return -1;
    }
}
