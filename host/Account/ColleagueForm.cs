using System.Globalization;
using Helpdesk.Engine.People.Joining;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Account;

/// <summary>A page with the fields of somebody who is to be added.</summary>
internal abstract class ColleagueForm : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>An id; empty for none.</summary>
    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>What is no id is no organisation that anybody has.</summary>
    protected NewColleague Colleague => new(
        Name ?? "",
        Address ?? "",
        Language ?? "",
        string.IsNullOrEmpty(Organisation) ? null : long.TryParse(Organisation, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0,
        Note ?? "");
}
