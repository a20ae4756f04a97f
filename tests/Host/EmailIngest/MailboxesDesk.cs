using System.Globalization;
using System.Net;
using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>A desk that fetches mail, with somebody who keeps its mailboxes.</summary>
internal sealed class MailboxesDesk : IAsyncDisposable
{
    public const string Plugin = "email-ingest";
    public const string Address = "support@helpdesk.example";

    private MailboxesDesk(RunningDesk desk, Browser keeper) => (Desk, Keeper) = (desk, keeper);

    public RunningDesk Desk { get; }

    public Browser Keeper { get; }

    public static async Task<MailboxesDesk> StartAsync(IEnumerable<string>? settings = null)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.LayBundled(RunningDesk.PluginFolderOf(data), "EmailIngest");
        var desk = await RunningDesk.StartAsync(data, ownsFolder: true, settings);
        (await desk.EnableAsync(Plugin)).Sentence.Should().Be("It runs.");
        return new MailboxesDesk(desk, await desk.SignedInAsync(DemoPeople.Administrator));
    }

    /// <summary>Sets a mailbox up, as the form does.</summary>
    public async Task AddAsync(string name = "support", string address = Address, params (string Field, string Value)[] fields)
    {
        using var answer = await Keeper.SendFormAsync("/mail/new", "/mail/new", Form(name, address, fields));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, (await Browser.PageAsync(answer)).QuerySelector("main")?.TextContent ?? "");
    }

    /// <summary>Hands a mail in, as a mail server's pipe does.</summary>
    public Task<int> DeliverAsync(string mail, string mailbox = "support") => DeliverAsync(Desk.DataDirectory, mail, mailbox);

    public static async Task<int> DeliverAsync(string dataDirectory, string mail, string mailbox)
    {
        var (code, _, errors) = await MailProgram.RunAsync("deliver", Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), dataDirectory, "--mailbox", mailbox);
        (code == 0 ? "" : errors).Should().Be(errors);
        return code;
    }

    /// <summary>What the page says of where all mails are, by the outcomes' names.</summary>
    public async Task<IReadOnlyDictionary<string, int>> LawAsync() =>
        (await Keeper.OpenAsync("/mail")).QuerySelectorAll("[data-outcome]")
            .ToDictionary(line => line.GetAttribute("data-outcome")!, line => int.Parse(line.TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Waits until so many mails have been judged, and looks whether each has one outcome.</summary>
    public async Task<IReadOnlyDictionary<string, int>> JudgedAsync(int mails)
    {
        var law = await LawAsync();
        await Patience.UntilAsync(
            async () => (law = await LawAsync()) is var now && now["fetched"] >= mails && now["waiting"] == 0,
            $"{mails} mails are judged",
            () => string.Join(", ", law.Where(line => line.Value > 0).Select(line => $"{line.Key} {line.Value}")));
        law["fetched"].Should().Be(mails);
        law.Where(line => line.Key != "fetched").Sum(line => line.Value).Should().Be(mails, "each is in one place");
        return law;
    }

    /// <summary>The mails that went out to an address, oldest first, once there is one more than before.</summary>
    public async Task<Mail> SentAsync(string to, Func<Mail, bool>? which = null)
    {
        Mail? found = null;
        await Patience.UntilAsync(
            async () =>
            {
                await using var tables = Desk.Services.GetRequiredService<DeskStore>().Read();
                found = (await tables.AllMail.Where(mail => mail.FoldedAddress == to).OrderByDescending(mail => mail.Id).ToListAsync()).Find(mail => which?.Invoke(mail) ?? true);
                return found is not null;
            },
            $"a mail to {to}");
        return found!;
    }

    /// <summary>Does something to a ticket as the demo agent.</summary>
    public async Task DoAsync(long ticketId, params Act[] acts)
    {
        var actor = await ReadAsync(tables => tables.People.Where(p => p.FoldedAddress == DemoPeople.Agent).Select(p => new Actor(p.Id, p.Role, "web")).SingleAsync());
        using var lease = Desk.Generations.Lease();
        (await lease.Generation.Services.GetRequiredService<TicketDesk>().DoAsync(ticketId, acts, actor, null, CancellationToken.None)).Refusals.Should().BeEmpty();
    }

    public async Task<TResult> ReadAsync<TResult>(Func<DeskTables, Task<TResult>> read)
    {
        await using var tables = Desk.Services.GetRequiredService<DeskStore>().Read();
        return await read(tables);
    }

    public static string Mail(string from, string id, string subject = "It burns", string text = "The printer is on fire.", params string[] headers) =>
        string.Join("\r\n", [$"From: {from}", $"To: {Address}", $"Subject: {subject}", $"Message-ID: <{id}>", "Date: Mon, 30 Nov 2026 10:00:00 +0000", .. headers, "", text, ""]);

    public async ValueTask DisposeAsync()
    {
        Keeper.Dispose();
        await Desk.DisposeAsync();
    }

    /// <summary>The fields of a mailbox, as they are sent.</summary>
    public static IReadOnlyDictionary<string, string> Form(string name, string address, params (string Field, string Value)[] fields)
    {
        var form = Usual(name, address);
        foreach (var (field, value) in fields)
        {
            form["Form." + field] = value;
        }

        return form;
    }

    private static Dictionary<string, string> Usual(string name, string address) => new(StringComparer.Ordinal)
    {
        ["Form.Name"] = name,
        ["Form.Address"] = address,
        ["Form.Department"] = "support",
        ["Form.Language"] = "en",
        ["Form.IsOn"] = "true",
        ["Form.Kind"] = "Spool",
        ["Form.Security"] = "None",
        ["Form.Host"] = "127.0.0.1",
        ["Form.Port"] = "143",
        ["Form.UserName"] = "",
        ["Form.Folder"] = "INBOX",
        ["Form.After"] = "Mark",
        ["Form.Senders"] = "Added",
        ["Form.Unwelcome"] = "Hold",
        ["Form.CopiesJoin"] = "Proven",
        ["Form.StaffNeedProof"] = "true",
        ["Form.ReopenDays"] = "14",
        ["Form.MostMegabytes"] = "25",
    };
}
