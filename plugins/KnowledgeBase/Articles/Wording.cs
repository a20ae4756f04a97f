namespace Helpdesk.KnowledgeBase.Articles;

/// <summary>What a writer writes of an article in one language.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Summary">What it solves, in a sentence or two.</param>
/// <param name="Keywords">Other words for it, separated by commas.</param>
/// <param name="Body">The text, in Markdown.</param>
internal sealed record Wording(string Title, string Summary, string Keywords, string Body)
{
    public const int LongestTitle = 200;
    public const int LongestSummary = 500;
    public const int LongestKeywords = 1000;
    public const int LongestBody = 100_000;
}

/// <summary>Who writes.</summary>
/// <param name="PersonId">Null for the desk itself.</param>
/// <param name="Name">As she is called now.</param>
internal sealed record Writer(long? PersonId, string Name);
