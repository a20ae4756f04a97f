using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>
/// The text of an HTML body as a reader sees it. What a mail program marks as quoted comes out with "&gt; " in front, so that
/// <see cref="ReplySplitter"/> knows it.
/// </summary>
internal static class HtmlText
{
    /// <param name="document">The whole document, as deep as it likes: nothing here recurses.</param>
    /// <param name="mostCharacters">Where to stop.</param>
    public static IReadOnlyList<SourceLine> Of(IHtmlDocument document, int mostCharacters)
    {
        var root = document.Body as INode ?? document.DocumentElement;
        if (root is null)
        {
            return [];
        }

        var writer = new QuotedTextWriter(mostCharacters);
        var open = new Stack<OpenNode>();
        Enter(root, writer, open);
        while (open.Count > 0 && !writer.IsFull)
        {
            var (node, next, role) = open.Pop();
            if (next >= node.ChildNodes.Length)
            {
                Leave(role, writer);
                continue;
            }

            open.Push(new OpenNode(node, next + 1, role));
            Enter(node.ChildNodes[next], writer, open);
        }

        return writer.Finish();
    }

    private static void Enter(INode node, QuotedTextWriter writer, Stack<OpenNode> open)
    {
        if (node is IText text)
        {
            writer.Write(text.Data, text);
        }
        else if (node is IElement element && !HtmlRoles.IsHidden(element))
        {
            var role = HtmlRoles.Of(element, writer.IsInQuote, writer.IsAfterColon);
            Begin(element, role, writer);
            open.Push(new OpenNode(element, 0, role));
        }
    }

    private static void Begin(IElement element, HtmlRole role, QuotedTextWriter writer)
    {
        Separate(role, writer);
        if (role.HasFlag(HtmlRole.Quote))
        {
            writer.BeginQuote();
        }

        if (role.HasFlag(HtmlRole.Preformatted))
        {
            writer.BeginPreformatted();
        }

        if (role.HasFlag(HtmlRole.Break))
        {
            writer.BreakLine();
        }
        else if (role.HasFlag(HtmlRole.Cell))
        {
            writer.Write(" ");
        }
        else if (role.HasFlag(HtmlRole.Point))
        {
            writer.Write("* ");
        }
        else if (role.HasFlag(HtmlRole.Picture))
        {
            writer.Write(element.GetAttribute("alt") ?? "", element);
        }
        else if (element is IHtmlImageElement)
        {
            writer.Show(element);
        }
    }

    private static void Leave(HtmlRole role, QuotedTextWriter writer)
    {
        Separate(role, writer);
        if (role.HasFlag(HtmlRole.Quote))
        {
            writer.EndQuote();
        }

        if (role.HasFlag(HtmlRole.Preformatted))
        {
            writer.EndPreformatted();
        }
    }

    private static void Separate(HtmlRole role, QuotedTextWriter writer)
    {
        if (role.HasFlag(HtmlRole.Paragraph))
        {
            writer.EndParagraph();
        }
        else if (role.HasFlag(HtmlRole.Block))
        {
            writer.EndLine();
        }
    }

    private readonly record struct OpenNode(INode Node, int Next, HtmlRole Role);
}
