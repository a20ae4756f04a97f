using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Texts;
using Helpdesk.Host.Account;
using Helpdesk.Host.Loading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Host.Admin.Plugins;

/// <summary>
/// What a plugin's manifest declares can be set. It works by the manifest alone: a plugin can be set before it is enabled, and when
/// it does not start.
/// </summary>
[Authorize(Policies.Administrator)]
internal sealed class PluginSettingsModel(PluginCatalogue catalogue, IPluginLedger ledger, PluginSettingsDesk desk, Words words) : PageModel
{
    private const string Prefix = "setting.";

    /// <summary>The secrets to be forgotten.</summary>
    [BindProperty]
    public List<string> Removed { get; set; } = [];

    public PluginManifest Manifest { get; private set; } = null!;

    public IReadOnlyList<SettingView> Settings { get; private set; } = [];

    public bool CanTest => desk.CanTest(Manifest.Id);

    public SettingsTrial? Trial { get; private set; }

    public string TrialSays => string.Join(' ', Trial?.Sentences.Select(sentence => words.Say(sentence.Sentence)) ?? []);

    public static string FieldOf(string key) => Prefix + key;

    /// <summary>What the field holds: what was typed, else what is set. A secret is never sent back.</summary>
    public string Shown(SettingView view) => view.Setting.Kind == SettingKind.Secret
        ? ""
        : HttpMethods.IsPost(Request.Method) ? Typed.Values.GetValueOrDefault(view.Setting.Key) ?? "" : view.Value;

    public string? FaultOf(string key) => ModelState.TryGetValue(FieldOf(key), out var state) && state.Errors is [var first, ..] ? first.ErrorMessage : null;

    public Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } manifest)
        {
            return NotFound();
        }

        Manifest = manifest;
        var result = await desk.SaveAsync(manifest, Typed, HttpContext.Actor(), cancellationToken);
        if (result.IsDone)
        {
            TempData.Notify(words["admin.plugin.settings-saved", manifest.Name]);
            return LocalRedirect($"/admin/plugins/{manifest.Id}/settings");
        }

        foreach (var refusal in result.Refusals)
        {
            ModelState.AddModelError(refusal.Field is { } key ? FieldOf(key) : "", words.Say(refusal.Sentence));
        }

        return await ShowAsync(id, cancellationToken);
    }

    public async Task<IActionResult> OnPostTestAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } manifest)
        {
            return NotFound();
        }

        Manifest = manifest;
        Trial = await desk.TestAsync(manifest, Typed, cancellationToken);
        return await ShowAsync(id, cancellationToken);
    }

    private TypedSettings Typed => new(
        Request.HasFormContentType
            ? Request.Form.Where(sent => sent.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(sent => sent.Key[Prefix.Length..], sent => (string?)sent.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string?>(StringComparer.Ordinal),
        Removed);

    private async Task<IActionResult> ShowAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } manifest)
        {
            return NotFound();
        }

        Manifest = manifest;
        Settings = await desk.ReadAsync(manifest, cancellationToken);
        return Page();
    }

    /// <summary>The manifest of the version that runs, else of the one that would.</summary>
    private async Task<PluginManifest?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var record = (await ledger.ListAsync(cancellationToken)).FirstOrDefault(plugin => plugin.Id == id);
        var manifests = catalogue.Scan().Select(package => package.Manifest).OfType<PluginManifest>().Where(manifest => manifest.Id == id && manifest.Settings.Count > 0).ToList();
        var version = record?.RunningVersion ?? record?.WantedVersion;
        return manifests.Find(manifest => manifest.Version == version) ?? manifests.FirstOrDefault();
    }
}
