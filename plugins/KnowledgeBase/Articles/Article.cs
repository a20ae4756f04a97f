namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>What an article is in every language; what it says stands in its <see cref="ArticleText"/>s.</summary>
internal sealed class Article
{
    public const int LongestSlug = 100;
    public const int LongestPerson = 200;

    private Article()
    {
    }

    public Article(long id, string slug, long categoryId, ArticleState state, Writer author, DateTimeOffset now)
    {
        Id = id;
        Slug = slug;
        CategoryId = categoryId;
        State = state;
        AuthorId = author.PersonId;
        AuthorName = author.Name;
        CreatedAt = now;
    }

    public long Id { get; private set; }

    /// <summary>In its address, <c>/kb/a/{slug}</c>. Former ones lead on to it (<see cref="OldSlug"/>).</summary>
    public string Slug { get; private set; } = "";

    public long CategoryId { get; private set; }

    public ArticleState State { get; private set; }

    /// <summary>Null for what came with the desk.</summary>
    public long? AuthorId { get; private set; }

    /// <summary>As she was called then: the persons of the desk are not the plugin's.</summary>
    public string AuthorName { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Counts changes of slug, category and state, so that two people who change them at once hear of each other.</summary>
    public int Version { get; private set; }

    /// <summary>How many readers were helped; the votes themselves are kept as well, so that a mind can be changed.</summary>
    public int Helpful { get; private set; }

    /// <summary>How many were not.</summary>
    public int Unhelpful { get; private set; }

    /// <summary>Counts a vote on an article that nobody else sees yet; later ones are counted by the database, where two may come at once.</summary>
    public void Count(bool isHelpful)
    {
        Helpful += isHelpful ? 1 : 0;
        Unhelpful += isHelpful ? 0 : 1;
    }

    /// <summary>Files it elsewhere, or shows it to others.</summary>
    public void Settle(string slug, long categoryId, ArticleState state)
    {
        Slug = slug;
        CategoryId = categoryId;
        State = state;
        Version++;
    }
}
