using System.Text.Json;
using Helpdesk.Engine.Search;
using Helpdesk.Testing;
using Markdig;

namespace Helpdesk.Engine.Tests.Search;

/// <summary>The demo company's articles, and what customers ask with what answers it, by which search is judged.</summary>
internal static class HelpCentre
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>All articles, in each language they have.</summary>
    public static IEnumerable<SearchDocument> Articles() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Folder, "plugins/KnowledgeBase/Demo/Articles"), "*.md").Order(StringComparer.Ordinal).Select(Article);

    /// <summary>What is asked.</summary>
    public static IReadOnlyList<Query> Queries() =>
        JsonSerializer.Deserialize<Query[]>(File.ReadAllText(Path.Combine(Repository.Folder, "tests/Engine/Search/Queries.json")), Web)!;

    private static SearchDocument Article(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).Split('.');
        var lines = File.ReadAllLines(file);
        var body = Array.IndexOf(lines, "");
        var head = lines.Take(body).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new SearchDocument(SearchUnderTest.Source, name[0], name[1], SearchUnderTest.Public, head["title"])
        {
            Keywords = head.GetValueOrDefault("keywords", ""),
            Summary = head.GetValueOrDefault("summary", ""),
            Text = Markdown.ToPlainText(string.Join('\n', lines.Skip(body + 1))),
        };
    }
}

/// <summary>What somebody asks.</summary>
/// <param name="Relevant">Keys of articles: 2 for what answers it, 1 for what is of some use.</param>
internal sealed record Query(string Language, string Text, string Kind, IReadOnlyDictionary<string, int> Relevant)
{
    public bool IsProblem => Kind is "problem" or "error";

    /// <summary>
    /// How good the first three are: what each is worth, less for the later ones, in parts of what the best order would have given (nDCG@3).
    /// </summary>
    public double Worth(IEnumerable<string> keys) =>
        Gain(keys.Select(key => Relevant.GetValueOrDefault(key))) / Gain(Relevant.Values.OrderDescending());

    private static double Gain(IEnumerable<int> grades) =>
        grades.Take(3).Select((grade, i) => (Math.Pow(2, grade) - 1) / Math.Log2(i + 2)).Sum();
}
