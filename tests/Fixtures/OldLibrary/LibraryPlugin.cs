using Helpdesk.Engine.Plugins;
using Humanizer;

namespace Helpdesk.Fixtures.OldLibrary;

/// <summary>Uses the old version of Humanizer: in Configure, and as a base of one of its types.</summary>
public sealed class LibraryPlugin : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddNavigation(new Helpdesk.Engine.Pages.NavigationLink(
            Helpdesk.Engine.Pages.Menu.Portal,
            Name($"{"PluginOfItsOwn".Humanize()} {typeof(StringHumanizeExtensions).Assembly.GetName().Version!.Major}"),
            "/old-library"));
    }

    private static Helpdesk.Engine.Texts.LocalizedText Name(string text) => Helpdesk.Engine.Texts.LocalizedText.Of(text, text, text, text);
}

/// <summary>Does not load without the library.</summary>
public sealed class Shout : IStringTransformer
{
    /// <inheritdoc />
    public string Transform(string input) => $"{input}!";
}
