using System.Text.Json;
using Helpdesk.Engine.Texts;

namespace Helpdesk.KnowledgeBase.Demo;

/// <summary>A category of the demo, as <c>Demo/categories.json</c> tells it.</summary>
/// <param name="Key">Its slug.</param>
/// <param name="Icon">One of the desk's icons.</param>
/// <param name="Name">By language.</param>
internal sealed record DemoShelf(string Key, string Icon, IReadOnlyDictionary<string, string> Name)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The key of the category that it stands in, which is told before it.</summary>
    public string? Parent { get; init; }

    /// <summary>Keys of articles for everybody.</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];

    /// <summary>Keys of articles for staff.</summary>
    public IReadOnlyList<string> Internal { get; init; } = [];

    public LocalizedText LocalizedName => new(Name);

    public static IReadOnlyList<DemoShelf> ReadAll()
    {
        using var file = typeof(DemoShelf).Assembly.GetManifestResourceStream("Demo/categories.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<DemoShelf>>(file, Json)!;
    }
}
