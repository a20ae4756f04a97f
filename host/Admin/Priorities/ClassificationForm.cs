using Helpdesk.Engine.Priorities;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Priorities;

/// <summary>A page with the fields of a row of the classification table.</summary>
internal abstract class ClassificationForm(PriorityReader reader) : PageModel
{
    [BindProperty(Name = nameof(Impacts))]
    public Dictionary<string, string?> Impacts { get; set; } = LocalizedField.Of(text: null);

    [BindProperty(Name = nameof(Urgencies))]
    public Dictionary<string, string?> Urgencies { get; set; } = LocalizedField.Of(text: null);

    /// <summary>The key of a priority.</summary>
    [BindProperty]
    public string? Priority { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public int Order { get; set; }

    [BindProperty]
    public bool Retired { get; set; }

    /// <summary>To choose one of them.</summary>
    public IReadOnlyList<Priority> Priorities { get; private set; } = [];

    protected PriorityReader Reader => reader;

    protected ClassificationSetting Setting => new(Impacts, Urgencies, Priority, Reference, Order, Retired);

    protected void Fill(Classification row)
    {
        (Impacts, Urgencies) = (LocalizedField.Of(row.Impact), LocalizedField.Of(row.Urgency));
        (Priority, Reference, Order, Retired) = (row.PriorityKey, row.Reference, row.Order, row.IsRetired);
    }

    protected async Task ChoicesAsync(CancellationToken cancellationToken) => Priorities = await reader.ListAsync(cancellationToken);
}
