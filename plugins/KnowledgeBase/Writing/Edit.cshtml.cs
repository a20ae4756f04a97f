using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Images;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>An article in one language.</summary>
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm)]
internal sealed class EditModel(ArticleDesk desk, ImageDesk images, Catalogue catalogue, Words words) : EditorPage(catalogue, words)
{
    /// <summary>Far more than a picture may have, so that who chose one that is too large is told so on this page, with her text still there.</summary>
    private const long LargestForm = 32L * 1024 * 1024;

    public async Task<IActionResult> OnGetAsync(long id, string language, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, language, cancellationToken))
        {
            return NotFound();
        }

        Form = ArticleForm.Of(Article!, (await Catalogue.TextsAsync(id, cancellationToken)).FirstOrDefault(text => text.Language == language));
        return await AgainAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostPreviewAsync(long id, string language, CancellationToken cancellationToken) =>
        await FindAsync(id, language, cancellationToken) ? await PreviewAsync(cancellationToken) : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, string language, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, language, cancellationToken))
        {
            return NotFound();
        }

        var result = await desk.SaveAsync(id, Form.ToChange(language), Writer, cancellationToken);
        if (result is null)
        {
            return NotFound();
        }

        if (!result.IsDone)
        {
            Show(result.Faults, "Form.");
            return result.IsConflict ? await ConflictAsync(id, language, cancellationToken) : await AgainAsync(cancellationToken);
        }

        TempData.Notify(Words["knowledge-base.write.saved"]);
        return Redirect(string.Create(CultureInfo.InvariantCulture, $"/kb/write/{id}/{language}"));
    }

    /// <summary>A picture is taken at once, and what was typed beside it is there again.</summary>
    public async Task<IActionResult> OnPostImageAsync(long id, string language, IFormFile? image, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, language, cancellationToken))
        {
            return NotFound();
        }

        var fault = image is null ? new Fault("Image", "knowledge-base.fault.image-none") : await TakeAsync(id, image, cancellationToken);
        if (fault is not null)
        {
            Show([fault]);
        }

        Images = await images.OfAsync(id, cancellationToken);
        return await AgainAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(long id, string language, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, language, cancellationToken))
        {
            return NotFound();
        }

        if (await desk.DeleteAsync(id, cancellationToken) is { } fault)
        {
            ModelState.Clear();
            Show([fault]);
            return await OnGetAsync(id, language, cancellationToken);
        }

        TempData.Notify(Words["knowledge-base.write.deleted"]);
        return Redirect("/kb/write");
    }

    private async Task<Fault?> TakeAsync(long id, IFormFile image, CancellationToken cancellationToken)
    {
        if (image.Length > Image.MostBytes)
        {
            return new Fault("Image", "knowledge-base.fault.image-too-large", Image.MostBytes / (1024 * 1024));
        }

        using var content = new MemoryStream((int)image.Length);
        await image.CopyToAsync(content, cancellationToken);
        return await images.AddAsync(id, image.FileName, content.ToArray(), cancellationToken);
    }

    private async Task<bool> FindAsync(long id, string language, CancellationToken cancellationToken)
    {
        if (!IsLanguage(language) || await Catalogue.FindAsync(id, cancellationToken) is not { } article)
        {
            return false;
        }

        Article = article;
        Language = language;
        Written = [.. (await Catalogue.TextsAsync(id, cancellationToken)).Select(text => text.Language)];
        Images = await images.OfAsync(id, cancellationToken);
        return true;
    }

    /// <summary>Shows both. Saving once more, now that she has seen theirs, replaces it; it stays among the revisions.</summary>
    private async Task<IActionResult> ConflictAsync(long id, string language, CancellationToken cancellationToken)
    {
        await FindAsync(id, language, cancellationToken);
        Theirs = await Catalogue.NewestAsync(id, language, cancellationToken) is { } newest && newest.Number != Form.SeenRevision ? newest : null;
        if (Theirs is not null)
        {
            Differences = Difference.Between(Difference.Whole(Theirs.Wording), Difference.Whole(Form.ToChange(language).Wording));
        }

        ModelState.AddModelError("", Theirs is null ? Words["knowledge-base.conflict.facts", StateNow()] : Words["knowledge-base.conflict.text", Theirs.EditorName, StateNow()]);
        (Form.SeenVersion, Form.SeenRevision) = (Article!.Version, Theirs?.Number ?? Form.SeenRevision);
        ModelState.Remove("Form.SeenVersion");
        ModelState.Remove("Form.SeenRevision");
        return await AgainAsync(cancellationToken);
    }

    private string StateNow() => Words[$"knowledge-base.state.{ArticleStates.Name(Article!.State)}"];
}
