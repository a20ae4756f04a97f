using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Seeding;
using Helpdesk.Testing;

namespace Helpdesk.Bench.Pages;

/// <summary>Each page on a large desk against the same page on a small one: what a customer has is the same on both.</summary>
internal static class GrowthBench
{
    private const double Aim = 1.3;
    private const int Small = 1_000;

    /// <summary>Until what is new in a page is compiled; the rest was by the first.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    private static readonly (string Name, string Path, string Reader)[] Pages =
    [
        ("portal home", "/", DemoPeople.Customer),
        ("ticket list", "/tickets", DemoPeople.Customer),
        ("ticket list by subject", "/tickets?sort=subject", DemoPeople.Customer),
        ("ticket list, search", "/tickets?search=invoice", DemoPeople.Customer),
        ("ticket with 4 messages", $"/tickets/{SeededDesk.ShortTicket}", DemoPeople.Customer),
        ("new-ticket form", "/tickets/new", DemoPeople.Customer),
        ("queue", "/agent", DemoPeople.Agent),
        ("queue, mine", "/agent?show=mine", DemoPeople.Agent),
        ("queue, unassigned", "/agent?show=unassigned", DemoPeople.Agent),
        ("queue, type to assess", "/agent?show=unassessed", DemoPeople.Agent),
        ("queue, closed", "/agent?show=closed", DemoPeople.Agent),
        ("queue, all", "/agent?show=all", DemoPeople.Agent),
        ("queue, one department", "/agent?department=billing", DemoPeople.Agent),
        ("queue, all by number", "/agent?show=all&sort=number", DemoPeople.Agent),
        ("queue, all by subject", "/agent?show=all&sort=subject", DemoPeople.Agent),
        ("queue, all by status", "/agent?show=all&sort=status", DemoPeople.Agent),
        ("queue, all by department", "/agent?show=all&sort=department", DemoPeople.Agent),
        ("queue, all by priority", "/agent?show=all&sort=priority", DemoPeople.Agent),
        ("queue, search for a number", "/agent?show=all&search=bench-4", DemoPeople.Agent),
        ("queue, search", "/agent?show=all&search=invoice", DemoPeople.Agent),
        ("queue, search for what is rare", "/agent?show=all&search=xylophone", DemoPeople.Agent),
        ("ticket of an agent", $"/agent/tickets/{SeededDesk.ShortTicket}", DemoPeople.Agent),
        ("people", "/admin/people", DemoPeople.Administrator),
        ("organisations", "/admin/organisations", DemoPeople.Administrator),
        ("administrator's overview", "/admin", DemoPeople.Administrator),
        ("audit", "/admin/audit", DemoPeople.Administrator),
    ];

    /// <param name="tickets">How many the larger desk has.</param>
    /// <param name="provider">The database.</param>
    /// <param name="words">Only pages with these words in their name; all of them where it is empty.</param>
    /// <param name="output">Where the table goes.</param>
    public static async Task RunAsync(int tickets, string provider, string words, TextWriter output)
    {
        var (small, large) = (await SeededDesk.EnsureAsync(Small, provider, output), await SeededDesk.EnsureAsync(tickets, provider, output));
        await using var few = await DeskProcess.StartAsync(small.DataDirectory, small.Environment, "--safe");
        await using var many = await DeskProcess.StartAsync(large.DataDirectory, large.Environment, "--safe");
        var table = new Table(output, $"Growth on {provider}", "what", $"{tickets} tickets, CPU", $"{Small} tickets, CPU", "ratio", "aim", "");
        foreach (var (i, (name, path, reader)) in Pages.Where(page => page.Name.Contains(words, StringComparison.Ordinal)).Index())
        {
            using var ofMany = await Visitor.SignInAsync(many.Address, large.DataDirectory, reader);
            using var ofFew = await Visitor.SignInAsync(few.Address, small.DataDirectory, reader);
            table.Row(
                await Duel.FightAsync(
                    name,
                    Contender.There(count => ofMany.AskAsync(path, count), [many.Id, .. large.Server]),
                    Contender.There(count => ofFew.AskAsync(path, count), [few.Id, .. small.Server]),
                    i == 0 ? null : Again),
                Aim);
        }
    }
}
