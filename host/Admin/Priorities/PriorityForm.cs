using Helpdesk.Engine.Priorities;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Priorities;

/// <summary>A page with the fields of a priority.</summary>
internal abstract class PriorityForm : PageModel
{
    [BindProperty(Name = nameof(Names))]
    public Dictionary<string, string?> Names { get; set; } = LocalizedField.Of(text: null);

    [BindProperty]
    public int Order { get; set; }

    [BindProperty]
    public bool Highlighted { get; set; }

    protected PrioritySetting Setting => new(Names, Order, Highlighted);

    protected void Fill(Priority priority) =>
        (Names, Order, Highlighted) = (LocalizedField.Of(priority.Name), priority.Order, priority.IsHighlighted);
}
