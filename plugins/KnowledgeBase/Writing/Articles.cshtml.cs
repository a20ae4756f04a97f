using System.Globalization;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>All articles, and what they lack.</summary>
internal sealed class ArticlesModel(Catalogue catalogue, Words words) : WritingPage(words)
{
    public const int Size = 50;

    private const int MostPages = 10_000;

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "category")]
    public long? Category { get; set; }

    [BindProperty(SupportsGet = true, Name = "lacks")]
    public string? Lacks { get; set; }

    [BindProperty(SupportsGet = true, Name = "title")]
    public string? Title { get; set; }

    /// <summary>The page, from 1 on.</summary>
    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int Number { get; set; } = 1;

    public CatalogueFilter Filter { get; private set; } = new();

    public CataloguePage List { get; private set; } = new([], 0);

    public IReadOnlyList<CategoryChoice> Categories { get; private set; } = [];

    public int Last => Math.Max(1, (List.Count + Size - 1) / Size);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Number = Math.Clamp(Number, 1, MostPages);
        Filter = new CatalogueFilter
        {
            State = ArticleStates.Parse(State),
            CategoryId = Category,
            Lacks = Languages.FirstOrDefault(language => language == Lacks),
            Title = Typed.Line(Title),
        };
        Categories = CategoryChoice.Of(await catalogue.CategoriesAsync(cancellationToken));
        List = await catalogue.ListAsync(Filter, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, (Number - 1) * Size, Size, cancellationToken);
    }

    public string NameOf(long categoryId) => Categories.FirstOrDefault(category => category.Id == categoryId)?.Name ?? "";

    public string Address(int number) => QueryHelpers.AddQueryString("/kb/write", new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["state"] = State,
        ["category"] = Category?.ToString(CultureInfo.InvariantCulture),
        ["lacks"] = Lacks,
        ["title"] = Title,
        ["page-number"] = number.ToString(CultureInfo.InvariantCulture),
    }.Where(part => part.Value is { Length: > 0 }));
}
