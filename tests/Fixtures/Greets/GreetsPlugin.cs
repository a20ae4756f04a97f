using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Fixtures.Greets;

/// <summary>A plugin with settings, a permission and words of its own.</summary>
public sealed class GreetsPlugin : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSettings<GreetsSettings, GreetsTest>();
        builder.AddCommand<GreetCommand>("greet");
        builder.AddNavigation(new NavigationLink(Menu.Agent, LocalizedText.Of("Greetings", "Begroetingen", "Salutations", "挨拶"), "/greets") { Permission = "greets.edit" });
    }
}
