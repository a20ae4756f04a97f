using System.Globalization;
using Helpdesk.Engine.Plugins.Settings;

namespace Helpdesk.Fixtures.Greets;

/// <summary>Works with the right pass phrase; throws and hangs when asked to.</summary>
public sealed class GreetsTest : ISettingsTest<GreetsSettings>
{
    /// <inheritdoc />
    public async Task<SettingsVerdict> TestAsync(GreetsSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        switch (settings.PassPhrase)
        {
            case "throw":
                throw new InvalidOperationException("The greeter is ill.");
            case "hang":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
        }

        return new SettingsVerdict(settings.PassPhrase == "open sesame", $"{settings.Greeting} in {CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}");
    }
}
