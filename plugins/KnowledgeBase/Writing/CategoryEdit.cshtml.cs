using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>One shelf: its names, its place, and its end.</summary>
internal sealed class CategoryEditModel(CategoryDesk desk, Catalogue catalogue, Words words) : CategoriesPage(catalogue, words)
{
    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } category)
        {
            return NotFound();
        }

        Form = CategoryForm.Of(category);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await desk.SaveAsync(id, Form.ToChange(), cancellationToken) is not { } faults)
        {
            return NotFound();
        }

        if (faults.Count > 0)
        {
            ShowInForm(faults);
            return Page();
        }

        TempData.Notify(Words["knowledge-base.categories.saved"]);
        return Redirect("/kb/write/categories");
    }

    public async Task<IActionResult> OnPostDeleteAsync(long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } category)
        {
            return NotFound();
        }

        if (await desk.DeleteAsync(id, cancellationToken) is { } fault)
        {
            ModelState.Clear();
            Form = CategoryForm.Of(category);
            Show([fault]);
            return Page();
        }

        TempData.Notify(Words["knowledge-base.categories.deleted"]);
        return Redirect("/kb/write/categories");
    }

    private async Task<Category?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var category = All.FirstOrDefault(c => c.Id == id);
        Name = category is null ? "" : Words.Say(category.Name);
        return category;
    }
}
