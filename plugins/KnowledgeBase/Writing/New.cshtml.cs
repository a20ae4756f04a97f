using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>An article that is not there yet.</summary>
internal sealed class NewModel(ArticleDesk desk, Catalogue catalogue, Words words) : EditorPage(catalogue, words)
{
    [BindProperty(SupportsGet = true, Name = "language")]
    public string? Asked { get; set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Choose();
        return AgainAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        Choose();
        return PreviewAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Choose();
        var result = await desk.CreateAsync(Form.ToChange(Language), Writer, cancellationToken);
        if (result.ArticleId is not { } id)
        {
            Show(result.Faults, "Form.");
            return await AgainAsync(cancellationToken);
        }

        TempData.Notify(Words["knowledge-base.write.saved"]);
        return Redirect(string.Create(CultureInfo.InvariantCulture, $"/kb/write/{id}/{Language}"));
    }

    private void Choose() => Language = IsLanguage(Asked) ? Asked! : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
}
