using Helpdesk.Engine.Texts;

namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>A shelf of articles. Shelves stand in each other, a few deep.</summary>
internal sealed class Category
{
    public const int LongestName = 80;
    public const int LongestIcon = 40;

    /// <summary>How deep categories may stand in each other: beyond that nobody finds her way.</summary>
    public const int Deepest = 3;

    private Category()
    {
    }

    public Category(long id, string slug, LocalizedText name, string icon, int order, long? parentId)
    {
        Id = id;
        Describe(slug, name, icon);
        Move(parentId, order);
    }

    public long Id { get; private set; }

    /// <summary>In its address, <c>/kb/c/{slug}</c>.</summary>
    public string Slug { get; private set; } = "";

    public LocalizedText Name { get; private set; } = null!;

    /// <summary>One of the desk's icons.</summary>
    public string Icon { get; private set; } = "";

    /// <summary>From the lowest number on, among those in the same category.</summary>
    public int Order { get; private set; }

    /// <summary>The category it stands in; null for one of the first row.</summary>
    public long? ParentId { get; private set; }

    public void Describe(string slug, LocalizedText name, string icon)
    {
        Slug = slug;
        Name = name;
        Icon = icon;
    }

    public void Move(long? parentId, int order)
    {
        ParentId = parentId;
        Order = order;
    }
}
