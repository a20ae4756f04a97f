using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Helpdesk.EmailIngest.Reading.Markup;

/// <summary>What is left of a page where some of its words and pictures go.</summary>
internal sealed class PagePart
{
    private readonly Dictionary<INode, State> _states = new(ReferenceEqualityComparer.Instance);

    private PagePart()
    {
    }

    private enum State
    {
        Nothing,

        /// <summary>Shows nothing but an empty line.</summary>
        Blank,

        /// <summary>All that it shows goes.</summary>
        Gone,

        /// <summary>Something of it stays.</summary>
        Kept,
    }

    public static PagePart Of(IElement body, IReadOnlySet<INode> kept)
    {
        var part = new PagePart();
        var open = new Stack<(INode Node, int Next, State State)>();
        open.Push((body, 0, State.Nothing));
        while (open.TryPop(out var at))
        {
            if (at.Next == at.Node.ChildNodes.Length)
            {
                part._states[at.Node] = at.State;
                if (open.TryPop(out var parent))
                {
                    open.Push(parent with { State = Max(parent.State, at.State) });
                }

                continue;
            }

            var child = at.Node.ChildNodes[at.Next];
            if (child is IElement { ChildNodes.Length: > 0 })
            {
                open.Push(at with { Next = at.Next + 1 });
                open.Push((child, 0, State.Nothing));
            }
            else
            {
                open.Push(at with { Next = at.Next + 1, State = Max(at.State, part.Leaf(child, kept)) });
            }
        }

        return part;
    }

    public bool Shows(INode node) => _states.GetValueOrDefault(node) == State.Kept;

    public bool IsBlank(INode node) => _states.GetValueOrDefault(node) == State.Blank;

    private State Leaf(INode node, IReadOnlySet<INode> kept)
    {
        var state = node switch
        {
            IText text when string.IsNullOrWhiteSpace(text.Data) => text.Data.Contains('\u00A0', StringComparison.Ordinal) ? State.Blank : State.Nothing,
            IText or IHtmlImageElement => kept.Contains(node) ? State.Kept : State.Gone,
            IElement { LocalName: "br" } => State.Blank,
            _ => State.Nothing,
        };
        _states[node] = state;
        return state;
    }

    private static State Max(State one, State other) => one > other ? one : other;
}
