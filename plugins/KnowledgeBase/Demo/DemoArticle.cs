using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Demo;

/// <summary>An article of the demo: its texts are the files <c>Demo/Articles/{key}.{language}.md</c>.</summary>
/// <param name="Key">Its slug.</param>
/// <param name="Shelf">The key of its category.</param>
/// <param name="State">Who reads it.</param>
/// <param name="Texts">By language: what it says, and the same without markup.</param>
internal sealed record DemoArticle(string Key, string Shelf, ArticleState State, IReadOnlyList<(string Language, Wording Wording, string PlainText)> Texts)
{
    private const string Folder = "Demo/Articles/";

    public static IEnumerable<DemoArticle> ReadAll(IReadOnlyList<DemoShelf> shelves)
    {
        var files = typeof(DemoArticle).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToLookup(name => name[Folder.Length..].Split('.')[0], StringComparer.Ordinal);
        return
            from shelf in shelves
            from told in shelf.Articles.Select(key => (Key: key, State: ArticleState.Public)).Concat(shelf.Internal.Select(key => (Key: key, State: ArticleState.Internal)))
            select new DemoArticle(told.Key, shelf.Key, told.State, [.. files[told.Key].Order(StringComparer.Ordinal).Select(Read)]);
    }

    private static (string Language, Wording Wording, string PlainText) Read(string file)
    {
        using var reader = new StreamReader(typeof(DemoArticle).Assembly.GetManifestResourceStream(file)!);
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            head[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var wording = new Wording(head["title"], head["summary"], head["keywords"], reader.ReadToEnd());
        return (file.Split('.')[^2], wording, ArticleMarkup.Of(wording.Body).Text);
    }
}
