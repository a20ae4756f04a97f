using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Images;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>What the pages for a new and for a known article have in common. Whatever goes wrong, what was typed is there again.</summary>
internal abstract class EditorPage(Catalogue catalogue, Words words) : WritingPage(words)
{
    [BindProperty]
    public ArticleForm Form { get; set; } = new();

    /// <summary>The language that is written.</summary>
    public string Language { get; protected set; } = "";

    public IReadOnlyList<CategoryChoice> Categories { get; private set; } = [];

    /// <summary>What the text will look like; null where nobody asked.</summary>
    public RichText? Preview { get; private set; }

    /// <summary>The article; null for one that is not there yet.</summary>
    public Article? Article { get; protected set; }

    /// <summary>The languages that it is there in.</summary>
    public IReadOnlyList<string> Written { get; protected set; } = [];

    public IReadOnlyList<ImageLine> Images { get; protected set; } = [];

    /// <summary>What somebody else saved meanwhile; null where nobody did.</summary>
    public Revision? Theirs { get; protected set; }

    /// <summary>How what was typed differs from it.</summary>
    public IReadOnlyList<DifferingLine> Differences { get; protected set; } = [];

    protected Catalogue Catalogue { get; } = catalogue;

    protected static bool IsLanguage(string? language) => Languages.Contains(language, StringComparer.Ordinal);

    /// <summary>Shows the page with what was typed.</summary>
    protected async Task<IActionResult> AgainAsync(CancellationToken cancellationToken)
    {
        Categories = CategoryChoice.Of(await Catalogue.CategoriesAsync(cancellationToken));
        return Page();
    }

    /// <summary>The same with a look at what it becomes, for browsers without a script.</summary>
    protected Task<IActionResult> PreviewAsync(CancellationToken cancellationToken)
    {
        var body = Typed.Text(Form.Body);
        if (body.Length > Wording.LongestBody)
        {
            Show([new Fault("Body", "knowledge-base.fault.too-long", Wording.LongestBody, body.Length)], "Form.");
        }
        else
        {
            Preview = ArticleMarkup.Of(body);
        }

        return AgainAsync(cancellationToken);
    }
}
