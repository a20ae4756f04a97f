using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Seeding;
using Helpdesk.Testing;

namespace Helpdesk.Bench.Pages;

/// <summary>What plugins add to pages of the core: all that are bundled against none.</summary>
internal static class PanelBench
{
    private const double Aim = 1.5;

    private static readonly (string Name, string Path, string Reader)[] Pages =
    [
        ("portal home", "/", DemoPeople.Customer),
        ("ticket list", "/tickets", DemoPeople.Customer),
        ("ticket with 4 messages", $"/tickets/{SeededDesk.ShortTicket}", DemoPeople.Customer),
        ("new-ticket form", "/tickets/new", DemoPeople.Customer),
        ("queue of an agent", "/agent", DemoPeople.Agent),
        ("ticket of an agent", $"/agent/tickets/{SeededDesk.ShortTicket}", DemoPeople.Agent),
    ];

    public static async Task RunAsync(TextWriter output)
    {
        var seeded = await SeededDesk.EnsureAsync(1_000, "sqlite", output);
        var table = new Table(output, "Plugins on SQLite, 1,000 tickets", "what", "all bundled plugins, CPU", "none, CPU", "ratio", "aim", "");
        var copy = Directory.CreateTempSubdirectory("helpdesk-bench-").FullName;
        try
        {
            // Each with a database of its own, before anybody has it open.
            var bare = seeded.CopyTo(copy);
            await using var with = await DeskProcess.StartAsync(seeded.DataDirectory, seeded.Environment);
            await using var without = await DeskProcess.StartAsync(bare.DataDirectory, bare.Environment, "--safe");
            foreach (var (name, path, reader) in Pages)
            {
                using var ours = await Visitor.SignInAsync(with.Address, seeded.DataDirectory, reader);
                using var theirs = await Visitor.SignInAsync(without.Address, bare.DataDirectory, reader);
                table.Row(
                    await Duel.FightAsync(name, Contender.There(count => ours.AskAsync(path, count), with.Id), Contender.There(count => theirs.AskAsync(path, count), without.Id)),
                    Aim);
            }
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
