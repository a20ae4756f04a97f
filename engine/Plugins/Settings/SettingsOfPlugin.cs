namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>Reads once for each request, delivery or panel.</summary>
internal sealed class SettingsOfPlugin<TSettings>(PluginSettingsDesk desk) : ISettings<TSettings> where TSettings : class
{
    private TSettings? _read;

    public async ValueTask<TSettings> ReadAsync(CancellationToken cancellationToken = default) =>
        _read ??= (TSettings)await desk.BindAsync(typeof(TSettings), cancellationToken);
}
