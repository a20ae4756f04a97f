using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>Gives the next numbers of the brand, in the tickets' own transaction: none is missing and none is given twice.</summary>
internal static class TicketNumbering
{
    public static async Task<(long BrandId, string Number)> TakeAsync(DeskTables tables, CancellationToken cancellationToken)
    {
        var (brand, first) = await TakeAsync(tables, 1, cancellationToken);
        return (brand.Id, brand.NumberOf(first));
    }

    /// <summary>Takes several in a row, and returns the first counter.</summary>
    public static async Task<(Brand Brand, long First)> TakeAsync(DeskTables tables, int count, CancellationToken cancellationToken)
    {
        var brandId = await tables.Brands.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(cancellationToken);
        // The update comes first and keeps the row until the commit, so that on PostgreSQL a second ticket waits here
        // instead of reading the same number.
        await tables.Brands.Where(b => b.Id == brandId).ExecuteUpdateAsync(set => set.SetProperty(b => b.NextNumber, b => b.NextNumber + count), cancellationToken);
        var brand = await tables.Brands.AsNoTracking().SingleAsync(b => b.Id == brandId, cancellationToken);
        return (brand, brand.NextNumber - count);
    }
}
