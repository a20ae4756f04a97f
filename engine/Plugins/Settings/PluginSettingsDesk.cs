using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>
/// Keeps what administrators set for plugins. It checks by the manifest, so it needs no code of the plugin, which may be off. Secrets
/// are encrypted for this one purpose and are handed to the plugin alone (LP4, LP9).
/// </summary>
internal sealed class PluginSettingsDesk(DeskStore store, Contributions contributions, IDataProtectionProvider protection, IServiceScopeFactory scopes)
{
    public static readonly TimeSpan TestBudget = TimeSpan.FromSeconds(10);

    /// <summary>The values to show, defaults where nothing is set. Of a secret there is only whether it is set.</summary>
    public async Task<IReadOnlyList<SettingView>> ReadAsync(PluginManifest manifest, CancellationToken cancellationToken)
    {
        var kept = await KeptAsync(manifest.Id, cancellationToken);
        return [.. manifest.Settings.Select(setting => new SettingView(
            setting,
            setting.Kind == SettingKind.Secret ? "" : kept.GetValueOrDefault(setting.Key) ?? setting.Default ?? "",
            kept.ContainsKey(setting.Key)))];
    }

    /// <summary>Keeps what was typed. A secret that was left empty stays, unless it is among those to be removed.</summary>
    public async Task<SetUpResult> SaveAsync(PluginManifest manifest, TypedSettings typed, Actor by, CancellationToken cancellationToken)
    {
        if (AdministratorsOnly.Refuse(by) is { } refusal)
        {
            return SetUpResult.No(refusal);
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                var kept = await unit.Desk.PluginSettings.Where(setting => setting.PluginId == manifest.Id).ToListAsync(token);
                var next = Plain(manifest, typed, kept.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal));
                var refusals = Refusals(manifest, next);
                if (refusals.Count > 0)
                {
                    return SetUpResult.No(refusals);
                }

                Write(unit, manifest, kept, next);
                AuditEntry.Record(unit, by, "plugin.configure", manifest.Id);
                return new SetUpResult(0, []);
            },
            cancellationToken);
    }

    /// <summary>Whether the running plugin can try its settings out.</summary>
    public bool CanTest(string pluginId) => Of(pluginId)?.Test is not null;

    /// <summary>Lets the running plugin try out what is in the form.</summary>
    public async Task<SettingsTrial> TestAsync(PluginManifest manifest, TypedSettings typed, CancellationToken cancellationToken)
    {
        if (Of(manifest.Id) is not { Test: { } test, TestType: { } testType } contribution)
        {
            return new SettingsTrial(Works: false, [new Refusal(RefusalKind.Unavailable, new Phrase("plugins.setting.no-test"))]);
        }

        var values = Plain(manifest, typed, await KeptAsync(manifest.Id, cancellationToken));
        var refusals = Refusals(manifest, values);
        if (refusals.Count > 0)
        {
            return new SettingsTrial(Works: false, refusals);
        }

        var settings = SettingsBinding.Bind(contribution.SettingsType, contribution.Declarations, values);
        SettingsVerdict? verdict = null;
        using var work = ForeignWork.Start(
            async token =>
            {
                await using var scope = scopes.CreateAsyncScope();
                verdict = await test(scope.ServiceProvider.GetRequiredService(testType), settings, token);
            },
            cancellationToken);
        try
        {
            return await work.EndsWithinAsync(TestBudget, store.Time, cancellationToken)
                ? Said(verdict)
                : Failed(new Phrase("plugins.setting.test-slow", TestBudget.TotalSeconds));
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(new Phrase("plugins.setting.test-threw", fault.Message));
        }

        static SettingsTrial Said(SettingsVerdict? verdict) => verdict is { Sentence.Length: > 0 }
            ? new SettingsTrial(verdict.Works, [new Refusal(RefusalKind.Refused, Phrase.Plain(verdict.Sentence))])
            : Failed(new Phrase("plugins.setting.test-mute"));

        static SettingsTrial Failed(Phrase sentence) => new(Works: false, [new Refusal(RefusalKind.Unavailable, sentence)]);
    }

    /// <summary>What a running plugin reads.</summary>
    /// <exception cref="InvalidOperationException">The class belongs to no running plugin.</exception>
    public async Task<object> BindAsync(Type type, CancellationToken cancellationToken)
    {
        var contribution = contributions.Plugins.Select(plugin => plugin.Settings).FirstOrDefault(settings => settings?.SettingsType == type)
            ?? throw new InvalidOperationException($"{type.Name} was not added by AddSettings.");
        var kept = await KeptAsync(contribution.PluginId, cancellationToken);
        var values = contribution.Declarations
            .Where(setting => kept.ContainsKey(setting.Key))
            .ToDictionary(setting => setting.Key, setting => setting.Kind == SettingKind.Secret ? Open(contribution.PluginId, kept[setting.Key]) : kept[setting.Key], StringComparer.Ordinal);
        return SettingsBinding.Bind(type, contribution.Declarations, values);
    }

    private SettingsContribution? Of(string pluginId) => contributions.Plugins.FirstOrDefault(plugin => plugin.PluginId == pluginId)?.Settings;

    private async Task<Dictionary<string, string>> KeptAsync(string pluginId, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return await tables.PluginSettings.Where(setting => setting.PluginId == pluginId).ToDictionaryAsync(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>What would hold after saving, secrets opened; empty where nothing would.</summary>
    private Dictionary<string, string> Plain(PluginManifest manifest, TypedSettings typed, Dictionary<string, string> kept) =>
        manifest.Settings.ToDictionary(
            setting => setting.Key,
            setting => (setting.Kind, typed.Values.GetValueOrDefault(setting.Key)) switch
            {
                (SettingKind.Secret, { Length: > 0 } fresh) => fresh,
                (SettingKind.Secret, _) => typed.Removed.Contains(setting.Key, StringComparer.Ordinal) || !kept.TryGetValue(setting.Key, out var closed) ? "" : Open(manifest.Id, closed),
                (_, var value) => SettingRules.Normal(setting, value),
            },
            StringComparer.Ordinal);

    private static List<Refusal> Refusals(PluginManifest manifest, Dictionary<string, string> values) =>
        [.. from setting in manifest.Settings
            let value = values[setting.Key]
            let fault = setting.Required && value.Length == 0 ? new Phrase("plugins.setting.required") : SettingRules.Fault(setting, value)
            where fault is not null
            select new Refusal(RefusalKind.Invalid, fault, setting.Key)];

    private void Write(UnitOfWork unit, PluginManifest manifest, List<PluginSetting> kept, Dictionary<string, string> next)
    {
        foreach (var setting in manifest.Settings)
        {
            var row = kept.Find(known => known.Key == setting.Key);
            var value = next[setting.Key];
            var isSecret = setting.Kind == SettingKind.Secret;
            if (isSecret)
            {
                if (value.Length == 0)
                {
                    if (row is not null)
                    {
                        unit.Desk.PluginSettings.Remove(row);
                    }

                    continue;
                }

                value = Protector(manifest.Id).Protect(value);
            }

            if (row is null)
            {
                unit.Desk.PluginSettings.Add(new PluginSetting(manifest.Id, setting.Key, value, isSecret));
            }
            else
            {
                row.Set(value, isSecret);
            }
        }
    }

    /// <summary>A secret whose key is gone (another machine's backup) counts as not set: it has to be typed again.</summary>
    private string Open(string pluginId, string closed)
    {
        try
        {
            return Protector(pluginId).Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    private IDataProtector Protector(string pluginId) => protection.CreateProtector("Helpdesk.Plugins.Settings", pluginId);
}

/// <summary>What an administrator typed.</summary>
/// <param name="Values">By key.</param>
/// <param name="Removed">The secrets to be forgotten.</param>
internal sealed record TypedSettings(IReadOnlyDictionary<string, string?> Values, IReadOnlyCollection<string> Removed);

/// <summary>A setting to show.</summary>
/// <param name="Value">What holds now; empty for a secret.</param>
/// <param name="IsSet">Whether somebody has set it.</param>
internal sealed record SettingView(SettingDeclaration Setting, string Value, bool IsSet);

/// <summary>What came of trying settings out: a sentence, or what is wrong with the form.</summary>
internal sealed record SettingsTrial(bool Works, IReadOnlyList<Refusal> Sentences);
