using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>Takes readers' word on whether an article helped.</summary>
internal sealed class VoteDesk(ITables<KnowledgeTables> tables)
{
    /// <summary>What a reader has said of an article; null for nothing.</summary>
    public async Task<bool?> OfAsync(string? voter, long articleId, CancellationToken cancellationToken)
    {
        if (voter is null)
        {
            return null;
        }

        await using var read = tables.Read();
        return await read.Votes.Where(vote => vote.ArticleId == articleId && vote.Voter == voter).Select(vote => (bool?)vote.IsHelpful).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Counts a voice, or changes what it said before.</summary>
    public async Task VoteAsync(string voter, long articleId, bool isHelpful, CancellationToken cancellationToken)
    {
        try
        {
            await tables.WriteAsync((own, unit, token) => VoteAsync(own, unit, voter, articleId, isHelpful, token), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same reader, twice at once: now her first word is there, and this one changes it.
            await tables.WriteAsync((own, unit, token) => VoteAsync(own, unit, voter, articleId, isHelpful, token), cancellationToken);
        }
    }

    private static async Task VoteAsync(KnowledgeTables own, IUnitOfWork unit, string voter, long articleId, bool isHelpful, CancellationToken cancellationToken)
    {
        var former = await own.Votes.FirstOrDefaultAsync(vote => vote.ArticleId == articleId && vote.Voter == voter, cancellationToken);
        if (former?.IsHelpful == isHelpful)
        {
            return;
        }

        if (former is null)
        {
            own.Votes.Add(new Vote(unit.NewId(), articleId, voter, isHelpful, unit.Now));
        }
        else
        {
            former.Change(isHelpful, unit.Now);
        }

        // Counted where it is kept: two readers at once must both be counted.
        var (helpful, unhelpful) = isHelpful ? (1, former is null ? 0 : -1) : (former is null ? 0 : -1, 1);
        await own.AllArticles.Where(article => article.Id == articleId).ExecuteUpdateAsync(
            set => set.SetProperty(article => article.Helpful, article => article.Helpful + helpful).SetProperty(article => article.Unhelpful, article => article.Unhelpful + unhelpful),
            cancellationToken);
    }
}
