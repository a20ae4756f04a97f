using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Seeding;
using Helpdesk.Bench.Twins;
using Helpdesk.Testing;

namespace Helpdesk.Bench.Pages;

/// <summary>Each page against its twin: CPU time of the process that made it.</summary>
internal static class PageBench
{
    private const double Aim = 3;

    private static readonly (string Name, string Path, string Reader)[] Pages =
    [
        ("portal home", "/", DemoPeople.Customer),
        ("ticket list, 25 lines", "/tickets", DemoPeople.Customer),
        ("ticket with 4 messages", $"/tickets/{SeededDesk.ShortTicket}", DemoPeople.Customer),
        ("ticket with 60 messages", $"/tickets/{SeededDesk.LongTicket}", DemoPeople.Customer),
        ("new-ticket form", "/tickets/new", DemoPeople.Customer),
        ("queue of an agent, 25 lines", "/agent", DemoPeople.Agent),
    ];

    public static async Task<int> RunAsync(int tickets, TextWriter output)
    {
        var seeded = await SeededDesk.EnsureAsync(tickets, "sqlite", output);
        await using var desk = await DeskProcess.StartAsync(seeded.DataDirectory, seeded.Environment, "--safe");
        await using var twin = await TwinProcess.StartAsync("twin-site", seeded.ConnectionString);
        var table = Table.OfTwins(output, $"Pages on SQLite, {tickets} tickets");
        foreach (var (name, path, reader) in Pages)
        {
            using var ours = await Visitor.SignInAsync(desk.Address, seeded.DataDirectory, reader);
            using var theirs = await Visitor.OfTwinAsync(twin.Address, seeded, reader);
            if (SamePage.Difference(await ours.ReadAsync(path), await theirs.ReadAsync(path)) is { } difference)
            {
                output.WriteLine($"{name}: the twin's page is another one, {difference}");
                return 1;
            }

            table.Row(
                await Duel.FightAsync(
                    name,
                    Contender.There(count => ours.AskAsync(path, count), desk.Id),
                    Contender.There(count => theirs.AskAsync(path, count), twin.Id)),
                Aim);
        }

        return 0;
    }
}
