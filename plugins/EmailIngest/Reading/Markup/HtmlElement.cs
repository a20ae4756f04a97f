using System.Collections.Frozen;

namespace Helpdesk.EmailIngest.Reading.Markup;

[Flags]
internal enum ElementKinds
{
    None = 0,

    /// <summary>Has no content and no end.</summary>
    Empty = 1,

    /// <summary>Its content is no markup, and nothing to read: it goes, with all that is in it.</summary>
    Raw = 2,

    /// <summary>Bold, links and the like, which may overlap.</summary>
    Formatting = 4,

    /// <summary>End tags of lesser elements do not reach through it.</summary>
    Special = 8,

    /// <summary>End tags of blocks do not reach through it either.</summary>
    Boundary = 16,

    /// <summary>Ends an open paragraph.</summary>
    Block = 32,

    /// <summary>Has its place in a table, and none elsewhere.</summary>
    TablePart = 64,

    /// <summary>Ends the item before it.</summary>
    Item = 128,

    /// <summary>Drawings and formulas: markup of another kind.</summary>
    Foreign = 256,
}

/// <summary>The elements that a page may have, and how the standard nests them (WHATWG HTML §13.2.4.2, §13.2.6.4.7).</summary>
internal sealed record HtmlElement(string Name, ElementKinds Kinds)
{
    private static readonly FrozenDictionary<string, HtmlElement>.AlternateLookup<ReadOnlySpan<char>> Known =
        All().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static HtmlElement Paragraph { get; } = Find("p")!;

    public static HtmlElement Table { get; } = Find("table")!;

    public bool IsEmpty => Kinds.HasFlag(ElementKinds.Empty);

    public bool IsRaw => Kinds.HasFlag(ElementKinds.Raw);

    /// <summary>Null for elements that mean nothing here: what is in them is read as if they were not there.</summary>
    public static HtmlElement? Find(ReadOnlySpan<char> name) => Known.TryGetValue(name, out var element) ? element : null;

    private static Dictionary<string, HtmlElement> All()
    {
        var table = new Dictionary<string, HtmlElement>(StringComparer.OrdinalIgnoreCase);
        Add(table, ElementKinds.Empty, "br img wbr");
        Add(table, ElementKinds.Empty | ElementKinds.Block, "hr");
        Add(table, ElementKinds.Raw, "script style title textarea xmp iframe noembed noframes");
        Add(table, ElementKinds.Formatting, "a b big code em font i s small strike strong tt u");
        Add(table, ElementKinds.None, "abbr cite del dfn ins kbd mark q samp span sub sup var");
        Add(table, ElementKinds.Special | ElementKinds.Boundary | ElementKinds.Block, "table");
        Add(table, ElementKinds.Special | ElementKinds.Boundary | ElementKinds.TablePart, "td th caption");
        Add(table, ElementKinds.Special | ElementKinds.TablePart, "tr tbody thead tfoot colgroup");
        Add(table, ElementKinds.Empty | ElementKinds.TablePart, "col");
        Add(table, ElementKinds.Special | ElementKinds.Block | ElementKinds.Item, "li dd dt");
        Add(table, ElementKinds.Special | ElementKinds.Block, "address article aside blockquote center details div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header main ol p pre section summary ul");
        Add(table, ElementKinds.Foreign, "svg math");

        // Blocks that a page has no use for, but whose lines are lines.
        foreach (var name in "dialog dir fieldset form hgroup legend listing menu nav option search".Split(' '))
        {
            table.Add(name, table["div"]);
        }

        return table;
    }

    private static void Add(Dictionary<string, HtmlElement> table, ElementKinds kinds, string names)
    {
        foreach (var name in names.Split(' '))
        {
            table.Add(name, new HtmlElement(name, kinds));
        }
    }
}
