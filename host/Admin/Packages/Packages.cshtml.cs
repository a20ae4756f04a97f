using Helpdesk.Host.Account;
using Helpdesk.Host.Packages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Packages;

/// <summary>Row F1: a package comes by the browser, where the operator allows it; else it is said how to.</summary>
[Authorize(Policies.Administrator)]
internal sealed class PackagesModel(PackageUploads uploads) : PageModel
{
    public const string Path = "/admin/packages";

    public bool IsAllowed => uploads.IsAllowed;

    /// <summary>The setting as an environment has it.</summary>
    public static string Variable => "HELPDESK__" + PackageUploads.Setting.Replace(":", "__", StringComparison.Ordinal);
}
