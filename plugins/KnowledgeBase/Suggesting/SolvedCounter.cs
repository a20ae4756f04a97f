using Helpdesk.Engine.Storage;
using Helpdesk.KnowledgeBase.Articles;
using Helpdesk.KnowledgeBase.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.KnowledgeBase.Suggesting;

/// <summary>Counts, for each article and day, how often it made a ticket needless. Writers see it; of whom it was, nothing is kept.</summary>
internal sealed class SolvedCounter(ITables<KnowledgeTables> tables)
{
    public async Task CountAsync(long articleId, CancellationToken cancellationToken)
    {
        try
        {
            await tables.WriteAsync((own, unit, token) => CountAsync(own, unit, articleId, token), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two were the first of the day at once; now the day is there.
            await tables.WriteAsync((own, unit, token) => CountAsync(own, unit, articleId, token), cancellationToken);
        }
    }

    private static async Task CountAsync(KnowledgeTables own, IUnitOfWork unit, long articleId, CancellationToken cancellationToken)
    {
        var today = SolvedDay.DayOf(unit.Now);
        var counted = await own.SolvedDays.Where(day => day.ArticleId == articleId && day.Day == today)
            .ExecuteUpdateAsync(set => set.SetProperty(day => day.Count, day => day.Count + 1), cancellationToken);
        if (counted == 0)
        {
            own.SolvedDays.Add(new SolvedDay(articleId, today));
        }
    }
}
