using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>A category, and how many articles a reader finds in it and in those below it.</summary>
internal sealed record Shelf(Category Category, int Count, IReadOnlyList<Shelf> Children)
{
    public string Href => $"/kb/c/{Category.Slug}";
}

/// <summary>The categories as one reader sees them. One in which she would find nothing is not there: its name may be for staff only.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<string, Shelf> _bySlug = new(StringComparer.Ordinal);

    /// <param name="categories">All of them.</param>
    /// <param name="counts">By category, how many articles there are for the reader.</param>
    public CategoryTree(IReadOnlyCollection<Category> categories, IReadOnlyDictionary<long, int> counts) =>
        Roots = Below(parent: null, categories.ToLookup(category => category.ParentId), counts);

    public IReadOnlyList<Shelf> Roots { get; }

    public Shelf? Find(string slug) => _bySlug.GetValueOrDefault(slug);

    /// <summary>From the first row down to the category itself.</summary>
    /// <param name="categories">All of them.</param>
    /// <param name="categoryId">One in which the reader finds something, so that she finds something in those above it as well.</param>
    public static IReadOnlyList<Category> PathTo(IReadOnlyCollection<Category> categories, long categoryId)
    {
        var byId = categories.ToDictionary(category => category.Id);
        var path = new List<Category>();
        for (var at = byId.GetValueOrDefault(categoryId); at is not null && path.Count < Category.Deepest; at = at.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
        {
            path.Insert(0, at);
        }

        return path;
    }

    private List<Shelf> Below(long? parent, ILookup<long?, Category> byParent, IReadOnlyDictionary<long, int> counts)
    {
        var shelves = new List<Shelf>();
        foreach (var category in byParent[parent].OrderBy(category => category.Order).ThenBy(category => category.Id))
        {
            var children = Below(category.Id, byParent, counts);
            var count = counts.GetValueOrDefault(category.Id) + children.Sum(child => child.Count);
            if (count > 0)
            {
                var shelf = new Shelf(category, count, children);
                _bySlug.Add(category.Slug, shelf);
                shelves.Add(shelf);
            }
        }

        return shelves;
    }
}
