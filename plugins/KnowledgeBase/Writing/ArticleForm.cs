using System.Globalization;
using Helpdesk.KnowledgeBase.Articles;

namespace Helpdesk.KnowledgeBase.Writing;

/// <summary>The fields of the editor, as they are typed.</summary>
internal sealed class ArticleForm
{
    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Keywords { get; set; }

    public string? Body { get; set; }

    public string? Slug { get; set; }

    public string? Category { get; set; }

    public string? State { get; set; }

    /// <summary>See <see cref="ArticleChange.SeenVersion"/>.</summary>
    public int SeenVersion { get; set; }

    /// <summary>See <see cref="ArticleChange.SeenRevision"/>.</summary>
    public int SeenRevision { get; set; }

    public static ArticleForm Of(Article article, ArticleText? text) => new()
    {
        Title = text?.Title,
        Summary = text?.Summary,
        Keywords = text?.Keywords,
        Body = text?.Body,
        Slug = article.Slug,
        Category = article.CategoryId.ToString(CultureInfo.InvariantCulture),
        State = ArticleStates.Name(article.State),
        SeenVersion = article.Version,
        SeenRevision = text?.Revision ?? 0,
    };

    public ArticleChange ToChange(string language) => new(
        Typed.Line(Slug).ToLowerInvariant(),
        long.TryParse(Category, NumberStyles.None, CultureInfo.InvariantCulture, out var category) ? category : 0,
        ArticleStates.Parse(State) ?? ArticleState.Draft,
        language,
        new Wording(Typed.Line(Title), Typed.Line(Summary), Typed.Line(Keywords), Typed.Text(Body)))
    {
        SeenVersion = SeenVersion,
        SeenRevision = SeenRevision,
    };
}
