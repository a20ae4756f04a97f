namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>Who may read an article.</summary>
internal enum ArticleState
{
    /// <summary>Those who write, while they write it.</summary>
    Draft,

    /// <summary>Staff.</summary>
    Internal,

    /// <summary>Everybody, or every customer where the knowledge base is not open.</summary>
    Public,
}

/// <summary>The names by which states are stored and sent.</summary>
internal static class ArticleStates
{
    public const int LongestName = 10;

    public static IReadOnlyList<ArticleState> All { get; } = [ArticleState.Draft, ArticleState.Internal, ArticleState.Public];

    public static string Name(ArticleState state) => state switch
    {
        ArticleState.Draft => "draft",
        ArticleState.Internal => "internal",
        _ => "public",
    };

    public static ArticleState? Parse(string? name) => name switch
    {
        "draft" => ArticleState.Draft,
        "internal" => ArticleState.Internal,
        "public" => ArticleState.Public,
        _ => null,
    };
}
