using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What the pages of categories have in common.</summary>
internal abstract class CategoriesPage(Catalogue catalogue, Words words) : WritingPage(words)
{
    [BindProperty]
    public CategoryForm Form { get; set; } = new();

    /// <summary>All of them, in the order of the shelves.</summary>
    public IReadOnlyList<CategoryChoice> Choices { get; private set; } = [];

    protected IReadOnlyList<Category> All { get; private set; } = [];

    /// <summary>Names have fields of their own, one for each language.</summary>
    protected void ShowInForm(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Show([fault], fault.Field.StartsWith("Name_", StringComparison.Ordinal) ? "" : "Form.");
        }
    }

    protected async Task LoadAsync(CancellationToken cancellationToken)
    {
        All = await catalogue.CategoriesAsync(cancellationToken);
        Choices = CategoryChoice.Of(All);
    }
}
