namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>The whole text of an article in one language, as somebody saved it. Never changes.</summary>
internal sealed class Revision
{
    private Revision()
    {
    }

    public Revision(long id, ArticleText text, Writer editor, int? restoredFrom)
    {
        Id = id;
        ArticleId = text.ArticleId;
        Language = text.Language;
        Number = text.Revision;
        Title = text.Title;
        Summary = text.Summary;
        Keywords = text.Keywords;
        Body = text.Body;
        At = text.UpdatedAt;
        EditorId = editor.PersonId;
        EditorName = editor.Name;
        RestoredFrom = restoredFrom;
    }

    public long Id { get; private set; }

    public long ArticleId { get; private set; }

    public string Language { get; private set; } = "";

    /// <summary>From 1 on, for each article and language.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    public string Keywords { get; private set; } = "";

    public string Body { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public long? EditorId { get; private set; }

    /// <summary>As she was called then.</summary>
    public string EditorName { get; private set; } = "";

    /// <summary>The revision that was brought back by this one.</summary>
    public int? RestoredFrom { get; private set; }

    public Wording Wording => new(Title, Summary, Keywords, Body);
}
