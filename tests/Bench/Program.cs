using System.Globalization;
using Helpdesk.Bench.Acts;
using Helpdesk.Bench.Loads;
using Helpdesk.Bench.Mails;
using Helpdesk.Bench.Pages;
using Helpdesk.Bench.Searching;
using Helpdesk.Bench.Seeding;
using Helpdesk.Bench.Twins;

const string Usage =
    """
    ./bench seed N                  makes a desk with N tickets, and says how long that took
    ./bench pages [N]               each page against its twin, on a desk with N tickets (1000)
    ./bench crowd                   one customer with 10000 tickets among 2000 colleagues: her list, and whom she may mean
    ./bench acts                    opening a ticket, replying, delivering: against the same rows by hand
    ./bench api                     opening and replying by the REST API, against routes written by hand
    ./bench panels                  pages with all bundled plugins against pages with none
    ./bench growth [N [DATABASE [WORDS]]]
                                    each page with N tickets (200000) against 1000; sqlite or postgres; or only those with words in their name
    ./bench size                    start, memory and bytes, against an empty Razor application
    ./bench load [MINUTES]          sixteen people at once (5 minutes)
    ./bench search [DATABASE]       search and suggestions among 20000 articles; sqlite or postgres

    ./bench mail [N [imap]]         N real mails (5000) from a spool, or by IMAP; needs HELPDESK_MAIL_CORPUS, and Dovecot

    Each prints a table; docs/performance.md explains what is measured, and has the figures.
    """;

var output = Console.Out;
switch (args)
{
    case ["seed", var tickets]:
        await SeededDesk.EnsureAsync(Number(tickets), "sqlite", output, anew: true);
        return 0;
    case ["pages"] or ["pages", _]:
        return await PageBench.RunAsync(args.Length > 1 ? Number(args[1]) : 1_000, output);
    case ["crowd"]:
        await CrowdBench.RunAsync(output);
        return 0;
    case ["acts"]:
        await ActBench.RunAsync(output);
        await DeliveryBench.RunAsync(output);
        return 0;
    case ["api"]:
        await ApiBench.RunAsync(output);
        return 0;
    case ["panels"]:
        await PanelBench.RunAsync(output);
        return 0;
    case ["growth"] or ["growth", _] or ["growth", _, _] or ["growth", _, _, _]:
        await GrowthBench.RunAsync(args.Length > 1 ? Number(args[1]) : 200_000, args.Length > 2 ? args[2] : "sqlite", args.Length > 3 ? args[3] : "", output);
        return 0;
    case ["size"]:
        await SizeBench.RunAsync(1_000, output);
        return 0;
    case ["load"] or ["load", _]:
        await LoadBench.RunAsync(1_000, TimeSpan.FromMinutes(args.Length > 1 ? Number(args[1]) : 5), output);
        return 0;
    case ["search"] or ["search", _]:
        await SearchBench.RunAsync(args.Length > 1 ? args[1] : "sqlite", output);
        return 0;
    case ["mail"] or ["mail", _] or ["mail", _, "imap"]:
        await MailBench.RunAsync(args.Length > 1 ? Number(args[1]) : 5_000, byImap: args.Length > 2, output);
        return 0;
    case ["twin-site", var connectionString, var address]:
        return await TwinSite.ServeAsync(connectionString, address);
    case ["twin-api", var connectionString, var address]:
        return await TwinApi.ServeAsync(connectionString, address);
    case ["empty-site", var address]:
        return await EmptySite.ServeAsync(address);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
