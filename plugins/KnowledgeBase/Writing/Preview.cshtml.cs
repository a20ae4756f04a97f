using System.Text.Encodings.Web;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What a text will look like, as a piece of the editor's page; nothing is kept.</summary>
internal sealed class PreviewModel(Words words) : WritingPage(words)
{
    [BindProperty]
    public ArticleForm Form { get; set; } = new();

    public IActionResult OnGet() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    public IActionResult OnPost()
    {
        var body = Typed.Text(Form.Body);
        var html = body.Length > Wording.LongestBody ? Sentence(Words["knowledge-base.fault.too-long", Wording.LongestBody, body.Length])
            : body.Length == 0 ? Sentence(Words["knowledge-base.editor.preview-empty"])
            : $"<div class=\"desk-markup kb-body\" dir=\"auto\">{ArticleMarkup.Of(body).Html}</div>";
        return Content(html, "text/html; charset=utf-8");
    }

    private static string Sentence(string sentence) => $"<p class=\"text-secondary\">{HtmlEncoder.Default.Encode(sentence)}</p>";
}
