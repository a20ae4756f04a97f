using Helpdesk.Engine.Priorities;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Portal;

/// <summary>The table by which staff decide on priorities, as customers read it (row B8).</summary>
internal sealed class ServiceLevelsModel(PriorityReader reader) : PageModel
{
    public IReadOnlyList<ClassificationLine> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await reader.TableAsync(cancellationToken);
}
