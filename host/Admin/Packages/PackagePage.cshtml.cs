using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Packages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Packages;

/// <summary>What an uploaded package is and asks for, before anything of it is put in place (LP2).</summary>
[Authorize(Policies.Administrator)]
internal sealed class PackagePageModel(PackageUploads uploads, PackageInstaller installer, IPluginLedger ledger, PluginNudge nudge, Words words) : PageModel
{
    /// <summary>Null when it was refused.</summary>
    public PluginManifest? Manifest { get; private set; }

    /// <summary>The version that is here; null for a plugin that is new.</summary>
    public PluginManifest? Before { get; private set; }

    public IReadOnlyList<PluginDifference> Differences { get; private set; } = [];

    /// <summary>Why it was refused; empty when it was not.</summary>
    public string Refusal { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string upload, CancellationToken cancellationToken)
    {
        await using var file = uploads.Open(upload);
        return file is null ? NotFound() : await TryAsync(upload, async () =>
        {
            using var incoming = await installer.OpenAsync(file, cancellationToken);
            Manifest = incoming.Plugin.Manifest;
            Before = await installer.BeforeAsync(Manifest.Id, cancellationToken);
            Differences = PluginDifference.Between(Before, Manifest);
            return Page();
        });
    }

    public Task<IActionResult> OnPostInstallAsync(string upload, CancellationToken cancellationToken) => InstallAsync(upload, enable: false, cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(string upload, CancellationToken cancellationToken) => InstallAsync(upload, enable: true, cancellationToken);

    public async Task<IActionResult> OnPostDropAsync(string upload, CancellationToken cancellationToken)
    {
        await using var file = uploads.Open(upload);
        if (file is null)
        {
            return NotFound();
        }

        uploads.Drop(upload);
        return LocalRedirect("/admin/plugins");
    }

    private async Task<IActionResult> InstallAsync(string upload, bool enable, CancellationToken cancellationToken)
    {
        await using var file = uploads.Open(upload);
        return file is null ? NotFound() : await TryAsync(upload, async () =>
        {
            using var incoming = await installer.OpenAsync(file, cancellationToken);
            var (manifest, _, isNew) = await installer.InstallAsync(incoming, HttpContext.Actor(), cancellationToken);
            uploads.Drop(upload);
            TempData.Notify(words[isNew ? "admin.package.is-installed" : "admin.package.is-there", manifest.Name, manifest.Version]);
            if (enable)
            {
                await ledger.WishAsync(manifest.Id, enabled: true, manifest.Version, HttpContext.Actor(), cancellationToken);
                await nudge.RaiseAsync(cancellationToken);
            }

            return LocalRedirect($"/admin/plugins/{manifest.Id}");
        });
    }

    /// <summary>What is refused is not kept any longer.</summary>
    private async Task<IActionResult> TryAsync(string upload, Func<Task<IActionResult>> work)
    {
        try
        {
            return await work();
        }
        catch (PackageRefusedException refused)
        {
            uploads.Drop(upload);
            Refusal = refused.Message;
            return Page();
        }
    }
}
