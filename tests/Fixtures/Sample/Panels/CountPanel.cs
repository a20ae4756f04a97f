using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Storage;
using Helpdesk.Fixtures.Sample.Tables;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Fixtures.Sample.Panels;

/// <summary>What the panel shows.</summary>
public sealed record Count(int Entries);

/// <summary>Says how much was noted: about the ticket, where there is one.</summary>
public sealed class CountPanel(ITables<SampleTables> tables) : IPanel
{
    /// <inheritdoc />
    public async Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await using var read = tables.Read();
        var entries = await read.Entries.CountAsync(entry => context.TicketId == null || entry.TicketId == context.TicketId, cancellationToken);
        return new PanelView("/Plugins/sample/Panels/Count.cshtml", new Count(entries));
    }
}
