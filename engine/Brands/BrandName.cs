using System.Data.Common;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Brands;

/// <summary>The name on every page: read now and then, and kept, so that a page which says 'the database is away' has it too.</summary>
internal sealed class BrandName(DeskStore store)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile Known _known = new("Helpdesk", DateTimeOffset.MinValue);

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        var now = store.Time.GetUtcNow();
        if (now - _known.At < Fresh)
        {
            return _known.Name;
        }

        try
        {
            await using var tables = store.Read();
            var name = await tables.Brands.OrderBy(brand => brand.Id).Select(brand => brand.Name).FirstOrDefaultAsync(cancellationToken);
            _known = new Known(name ?? _known.Name, now);
        }
        catch (DbException)
        {
            // Whoever needs the database says that it is away; the name alone is no reason to.
        }

        return _known.Name;
    }

    private sealed record Known(string Name, DateTimeOffset At);
}
