using System.Text;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>
/// Writes HTML anew for the libraries that read it: each element properly inside another, each ended, none deeper than a limit. It
/// keeps the stack of open elements that the standard has (WHATWG HTML §13.2.4.2), which is enough without building a tree: a tree
/// takes time with the square of its depth or width, and mail decides about both (LM17).
/// </summary>
internal sealed class HtmlBalancer(int mostCharacters)
{
    /// <summary>Answers to answers nest a few levels each; browsers stop at 512.</summary>
    private const int MostOpen = 256;

    /// <summary>A report of 20,000 cells has as many; the library that cleans them takes a second.</summary>
    private const int MostTags = 100_000;

    /// <summary>Of what is opened again because something lesser around it ended.</summary>
    private const int MostReopened = 8;

    private readonly StringBuilder _html = new();

    private readonly OpenElements _open = new();

    /// <summary>Elements were left out because they were too deep; their text was not.</summary>
    public bool IsFlattened { get; private set; }

    /// <summary>Null if it is too much, as source or as result.</summary>
    public string? Balance(string source)
    {
        var tags = new TagScanner(source);
        var count = 0;
        for (var more = true; more;)
        {
            more = tags.Next();
            Text(tags.TextBefore);
            if (!tags.Name.IsEmpty && HtmlElement.Find(tags.Name) is { } element)
            {
                Tag(element, ref tags);
            }

            if (_html.Length > mostCharacters || ++count > MostTags)
            {
                return null;
            }
        }

        Cut(0);
        return _html.ToString().Trim();
    }

    private void Tag(HtmlElement element, ref TagScanner tags)
    {
        if (tags.IsEnd)
        {
            End(element);
        }
        else if (element.IsRaw)
        {
            tags.SkipTo(tags.Name);
        }
        else
        {
            Start(element, tags.Attributes);
        }
    }

    private void Start(HtmlElement element, ReadOnlySpan<char> attributes)
    {
        if (element.Kinds.HasFlag(ElementKinds.TablePart) && !_open.HasTable)
        {
            return;
        }

        // A link in a link is two links.
        if (element.Name is "a")
        {
            End(element);
        }

        if (_open.EndedBy(element) is var ended and >= 0)
        {
            Cut(ended);
        }

        if (_open.Count >= MostOpen && !element.IsEmpty)
        {
            IsFlattened = true;
            return;
        }

        var start = _html.Length;
        var isHidden = element.Kinds.HasFlag(ElementKinds.Foreign);
        if (!_open.IsHidden && !isHidden)
        {
            _html.Append('<').Append(element.Name);
            TagAttributes.Write(attributes, _html);
            _html.Append('>');
        }

        if (!element.IsEmpty)
        {
            _open.Add(new OpenElement(element, start, _html.Length, isHidden, IsAgain: false));
        }
    }

    private void End(HtmlElement element)
    {
        // "</br>" is a line break to browsers, "</p>" alone an empty paragraph.
        if (element.IsEmpty)
        {
            _html.Append(element.Name is "br" && !_open.IsHidden ? "<br>" : "");
            return;
        }

        var at = _open.Ending(element);
        if (at < 0)
        {
            return;
        }

        var above = element.Kinds.HasFlag(ElementKinds.Formatting) ? _open.Above(at, MostReopened) : [];
        var again = above.ConvertAll(e => (e, _html.ToString(e.Start, e.End - e.Start)));
        Cut(at);
        foreach (var (inner, tag) in again)
        {
            var start = _html.Length;
            _html.Append(_open.IsHidden ? "" : tag);
            _open.Add(inner with { Start = start, End = _html.Length, IsAgain = true });
        }
    }

    private void Cut(int index)
    {
        while (_open.Count > index)
        {
            var last = _open.RemoveLast();
            if (last.IsAgain && IsBlankFrom(last.End))
            {
                _html.Length = last.Start;
            }
            else if (last.IsWritten)
            {
                _html.Append("</").Append(last.Element.Name).Append('>');
            }
        }
    }

    private bool IsBlankFrom(int start)
    {
        var at = _html.Length;
        while (at > start && char.IsWhiteSpace(_html[at - 1]))
        {
            at--;
        }

        return at == start;
    }

    /// <summary>Character references stay as they are: none of them makes a tag.</summary>
    private void Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || _open.IsHidden)
        {
            return;
        }

        while (text.IndexOfAny('<', '>') is var at and >= 0)
        {
            _html.Append(text[..at]).Append(text[at] == '<' ? "&lt;" : "&gt;");
            text = text[(at + 1)..];
        }

        _html.Append(text);
    }
}
