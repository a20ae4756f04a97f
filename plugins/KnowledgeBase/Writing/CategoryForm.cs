using System.Globalization;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>The fields of a category, as they are typed.</summary>
internal sealed class CategoryForm
{
    /// <summary>The icons of the desk that say something of a subject.</summary>
    public static IReadOnlyList<string> Icons { get; } =
    [
        "alert-triangle", "bell", "book", "building", "bulb", "calendar", "clock", "cloud-upload", "device-desktop", "download", "edit", "file-text", "folder", "help-circle", "info-circle",
        "language", "layout-dashboard", "lifebuoy", "list", "lock", "mail", "message", "photo", "printer", "puzzle", "refresh", "send", "server", "settings", "shield-lock", "tag", "ticket",
        "user", "users", "versions", "world",
    ];

    /// <summary>By language.</summary>
    public Dictionary<string, string?> Name { get; set; } = new(StringComparer.Ordinal);

    public string? Slug { get; set; }

    public string? Icon { get; set; } = "book";

    public string? Parent { get; set; }

    public int Order { get; set; }

    public static CategoryForm Of(Category category) => new()
    {
        Name = category.Name.Cultures.ToDictionary(culture => culture, culture => (string?)category.Name.For(culture), StringComparer.Ordinal),
        Slug = category.Slug,
        Icon = category.Icon,
        Parent = category.ParentId?.ToString(CultureInfo.InvariantCulture),
        Order = category.Order,
    };

    public CategoryChange ToChange() => new(
        WritingPage.Languages.Select(language => (language, Text: Typed.Line(Name.GetValueOrDefault(language)))).Where(name => name.Text.Length > 0).ToDictionary(name => name.language, name => name.Text, StringComparer.Ordinal),
        Typed.Line(Slug).ToLowerInvariant(),
        Icon ?? "",
        long.TryParse(Parent, NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : null,
        Order);
}

/// <summary>What a category shall be.</summary>
internal sealed record CategoryChange(IReadOnlyDictionary<string, string> Name, string Slug, string Icon, long? ParentId, int Order)
{
    /// <summary>To be asked for when there is a name at all.</summary>
    public LocalizedText LocalizedName => new(Name);
}
