using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>A category in the writers' list.</summary>
internal sealed record CategoryLine(Category Category, int Depth, int Articles);

/// <summary>The shelves, and a new one.</summary>
internal sealed class CategoriesModel(CategoryDesk desk, Catalogue catalogue, Words words) : CategoriesPage(catalogue, words)
{
    private readonly Catalogue _catalogue = catalogue;

    public IReadOnlyList<CategoryLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Form.Order = All.Where(category => category.ParentId is null).Select(category => category.Order).DefaultIfEmpty().Max() + 10;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && await desk.SaveAsync(id: null, Form.ToChange(), cancellationToken) is { } faults)
        {
            if (faults.Count == 0)
            {
                TempData.Notify(Words["knowledge-base.categories.saved"]);
                return Redirect("/kb/write/categories");
            }

            ShowInForm(faults);
        }

        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var counts = await _catalogue.CountsAsync(cancellationToken);
        Lines = [.. Choices.Select(choice => new CategoryLine(All.First(category => category.Id == choice.Id), choice.Depth, counts.GetValueOrDefault(choice.Id)))];
    }
}
