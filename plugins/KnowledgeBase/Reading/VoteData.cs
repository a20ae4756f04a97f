using Helpdesk.Engine.People.Privacy;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>Of which articles somebody said whether they helped, for the copy of her data.</summary>
internal sealed class VoteData(ITables<KnowledgeTables> tables) : IPersonalDataSource
{
    private const int Most = 10_000;

    private static readonly LocalizedText Article = LocalizedText.Of("Article", "Artikel", "Article", "記事");
    private static readonly LocalizedText Helped = LocalizedText.Of("Helpful", "Nuttig", "Utile", "役に立った");
    private static readonly LocalizedText Said = LocalizedText.Of("Said", "Gezegd", "Indiqué", "回答日時");

    public async Task<IReadOnlyList<PersonalDataItem>> FindAsync(PersonalDataRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var voter = Voter.Of(request.PersonId);
        await using var read = tables.Read();
        var votes = await read.Votes.Where(v => v.Voter == voter).OrderBy(v => v.Id).Take(Most)
            .Join(read.AllArticles, vote => vote.ArticleId, article => article.Id, (vote, article) => new { article.Slug, vote.IsHelpful, vote.At }).ToListAsync(cancellationToken);
        return
        [
            .. votes.Select(v => new PersonalDataItem(
            [
                new("article", Article, $"/kb/a/{v.Slug}"),
                new("helpful", Helped, v.IsHelpful ? "true" : "false"),
                new("at", Said, v.At),
            ])),
        ];
    }
}
