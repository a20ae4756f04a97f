namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <summary>From judged fields to one number per category.</summary>
internal static class Weighing
{
    /// <summary>A corpus weighs as many mails as it has, but no more than this.</summary>
    private const int MostWeight = 30;

    private static readonly string[] Order =
        ["survival", "headers", "threading", "text", "reply", "signature", "attachments", "classify", "bounce", "crypto"];

    public static string CategoryOf(string field) => field switch
    {
        "mustNotCrash" or "maxMillis" => "survival",
        "from" or "to" or "cc" or "replyTo" or "subject" or "subjectContains" or "messageId" or "date" => "headers",
        "inReplyTo" or "references" or "referencesInclude" => "threading",
        "text" or "textContains" or "textWords" or "hasHtml" => "text",
        "signature" or "bounce" or "crypto" => field,
        "isBounce" or "isAutoReply" or "isAutomated" or "isForward" or "kind" or "kindIn" => "classify",
        _ when field.StartsWith("reply", StringComparison.Ordinal) => "reply",
        _ when field.StartsWith("attachment", StringComparison.Ordinal) => "attachments",
        _ => field,
    };

    public static IEnumerable<CategoryScore> Categories(IReadOnlyList<JudgedField> fields) => fields
        .GroupBy(field => (field.Source, field.Category))
        .Select(group => Category(group.Key.Source, group.Key.Category, [.. group]))
        .OrderByDescending(category => category.Source, StringComparer.Ordinal)
        .ThenBy(category => Array.IndexOf(Order, category.Category));

    private static CategoryScore Category(string source, string category, IReadOnlyList<JudgedField> fields)
    {
        var mails = fields
            .GroupBy(field => field.Mail.Id, StringComparer.Ordinal)
            .Select(mail => (mail.First().Mail.Corpus, Score: mail.Average(field => field.Score)))
            .ToList();
        var corpora = mails
            .GroupBy(mail => mail.Corpus, StringComparer.Ordinal)
            .Select(corpus => (Weight: Math.Min(corpus.Count(), MostWeight), Score: corpus.Average(mail => mail.Score)))
            .ToList();
        var score = corpora.Sum(corpus => corpus.Weight * corpus.Score) / corpora.Sum(corpus => corpus.Weight);
        return new CategoryScore(source, category, score, mails.Count, fields.Count, fields.Count(field => field.Score < 1));
    }
}
