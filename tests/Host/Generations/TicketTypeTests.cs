using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Generations;

/// <summary>A4: types of tickets come and go with their plugin, and tickets keep theirs.</summary>
public sealed class TicketTypeTests
{
    [Fact]
    public async Task A4_A_type_is_offered_while_its_plugin_has_it_and_its_tickets_keep_its_name()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV1");
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "SampleV2");
        await using var desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        (await OfferedAsync(desk)).Should().BeEmpty();

        await desk.EnableAsync("sample", "2.0.0");
        (await OfferedAsync(desk)).Should().Equal(("question", "Question 2.0.0"), ("wish", "Wish 2.0.0"));
        var ticket = await OpenAsync(desk, "wish");

        await desk.EnableAsync("sample", "1.0.0");
        (await OfferedAsync(desk)).Should().Equal(("question", "Question 1.0.0"));

        await desk.DisableAsync("sample");
        (await OfferedAsync(desk)).Should().BeEmpty();
        (await new TicketReader(Store(desk)).FindAsync(Actor.System, ticket, default))!.TypeName!.For("en").Should().Be("Wish 2.0.0");
    }

    private static DeskStore Store(RunningDesk desk) => desk.Services.GetRequiredService<DeskStore>();

    private static async Task<string> OpenAsync(RunningDesk desk, string type)
    {
        await using var tables = Store(desk).Read();
        var customer = await tables.People.SingleAsync(person => person.Address == DemoPeople.Customer);
        var opened = await desk.Generations.Current.Services.GetRequiredService<TicketDesk>()
            .OpenAsync(new Open("Could you …", "support", "Please.", []) { Type = type }, new Actor(customer.Id, customer.Role, "web"), default);
        return opened.Ticket!.Number;
    }

    private static async Task<IEnumerable<(string, string)>> OfferedAsync(RunningDesk desk)
    {
        await using var tables = Store(desk).Read();
        var types = await tables.TicketTypes.Where(type => type.IsOffered).OrderBy(type => type.Key).ToListAsync();
        return types.Select(type => (type.Key, type.Name.For("en")));
    }
}
