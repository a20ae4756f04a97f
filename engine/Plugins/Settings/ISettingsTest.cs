namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>Tries settings out when an administrator presses 'Test', before she saves them: connect, sign in, say hello.</summary>
/// <typeparam name="TSettings">The plugin's settings.</typeparam>
public interface ISettingsTest<TSettings> where TSettings : class
{
    /// <summary>Tries what is in the form; a secret left empty is the one that is kept. 10 s at most.</summary>
    /// <param name="settings">What the form holds.</param>
    /// <param name="cancellationToken">Cancelled when the time is over.</param>
    /// <returns>Whether it works, and a sentence for the administrator. What is thrown counts as 'does not work', with its message.</returns>
    Task<SettingsVerdict> TestAsync(TSettings settings, CancellationToken cancellationToken);
}

/// <summary>What came of trying settings out.</summary>
/// <param name="Works">Whether they work.</param>
/// <param name="Sentence">What to tell the administrator, in her language (<c>CultureInfo.CurrentUICulture</c>).</param>
public sealed record SettingsVerdict(bool Works, string Sentence);
