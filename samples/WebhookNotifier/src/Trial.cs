using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.Engine.Texts;

namespace Acme.WebhookNotifier;

/// <summary>The 'Test' button: posts a message that tells of no ticket.</summary>
public sealed class Trial(Webhook webhook, Words words) : ISettingsTest<NotifierSettings>
{
    /// <inheritdoc />
    public async Task<SettingsVerdict> TestAsync(NotifierSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Address is null)
        {
            return new SettingsVerdict(Works: false, words["acme-webhook-notifier.no-address"]);
        }

        try
        {
            await webhook.PostAsync(settings, id: 0, new Message("test/1", TimeProvider.System.GetUtcNow(), "", "", "", ""), cancellationToken);
            return new SettingsVerdict(Works: true, words["acme-webhook-notifier.taken"]);
        }
        catch (HttpRequestException fault)
        {
            return new SettingsVerdict(Works: false, words["acme-webhook-notifier.refused", fault.Message]);
        }
    }
}
