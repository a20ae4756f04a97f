using Helpdesk.Host.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin;

/// <summary>The way to what is set up once and changed rarely.</summary>
[Authorize(Policies.Administrator)]
internal sealed class DeskSettingsModel : PageModel;
