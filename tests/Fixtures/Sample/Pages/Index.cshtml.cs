using Helpdesk.Engine.Storage;
using Helpdesk.Fixtures.Sample.Tables;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Fixtures.Sample.Pages;

/// <summary>Shows how much people noted, and takes more.</summary>
public sealed class IndexModel(ITables<SampleTables> tables) : PageModel
{
    /// <summary>How many notes came from this page.</summary>
    public int Count { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        Count = await read.Entries.CountAsync(entry => entry.Kind == "page", cancellationToken);
    }

    /// <summary>Takes a note.</summary>
    public async Task<IActionResult> OnPostAsync(string text, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        await tables.WriteAsync(
            (own, unit, _) =>
            {
                own.Entries.Add(new Entry { Id = unit.NewId(), Kind = "page", Text = text, At = unit.Now });
                return Task.CompletedTask;
            },
            cancellationToken);
        return Redirect("/sample");
    }
}
