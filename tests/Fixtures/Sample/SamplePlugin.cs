using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Fixtures.Sample.Outbox;
using Helpdesk.Fixtures.Sample.Panels;
using Helpdesk.Fixtures.Sample.Tables;

namespace Helpdesk.Fixtures.Sample;

/// <summary>A bit of everything that a plugin can be.</summary>
public sealed class SamplePlugin : IPlugin
{
#if V4
    /// <summary>As in plugin.json; the page shows it.</summary>
    public const string Version = "4.0.0";
#elif V3
    /// <summary>As in plugin.json; the page shows it.</summary>
    public const string Version = "3.0.0";
#elif V2
    /// <summary>As in plugin.json; the page shows it.</summary>
    public const string Version = "2.0.0";
#else
    /// <summary>As in plugin.json; the page shows it.</summary>
    public const string Version = "1.0.0";
#endif

    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
#if V4
        Sulk();
#endif
        builder.AddTables<SampleTables>();
        builder.AddEventHandler<TicketOpened, HearsOpened>("opened", new DeliveryOptions { InTicketOrder = true });
        builder.AddEventHandler<TicketReplied, HearsReplied>("replied", new DeliveryOptions { InTicketOrder = true });
        builder.AddJob<FollowUp, FollowUpOn>("follow-up");
        builder.AddCronJob<Tick>("tick", "* * * * *");
        builder.AddPanel<CountPanel>("home", Zones.PortalHome);
        builder.AddPanel<CountPanel>("ticket", Zones.AgentTicket);
        builder.AddTicketType(new TicketTypeOffer("question", Name("Question", Version), Name("A question", Version)));
#if V2
        builder.AddTicketType(new TicketTypeOffer("wish", Name("Wish", Version), Name("A wish", Version)));
#endif
        builder.AddNavigation(new NavigationLink(Menu.Portal, LocalizedText.Of("Sample", "Sample", "Sample", "Sample"), "/sample"));
    }

#if V4

    private static void Sulk() => throw new InvalidOperationException("Version 4 does not feel like it.");
#endif

    private static LocalizedText Name(string word, string version) => LocalizedText.Of($"{word} {version}", $"{word} {version}", $"{word} {version}", $"{word} {version}");
}
