using System.Globalization;
using System.Text;
using Helpdesk.Host.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>LF1, LM6, LM8: kill -9 while mail is fetched, kept, marked and judged. Every mail is a ticket afterwards, once, and the book says so.</summary>
public sealed class MailKillTests(ITestOutputHelper output)
{
    private const int MailsALife = 12;

    [SkippableTheory]
    [InlineData("sqlite", 4)]
    [Trait("Kind", "slow")]
    public Task Each_mail_is_one_ticket_however_often_the_desk_is_killed(string provider, int kills) => KillAsync(provider, kills);

    [SkippableTheory]
    [InlineData("sqlite", 30)]
    [InlineData("postgres", 15)]
    [Trait("Kind", "long")]
    public Task Each_mail_is_one_ticket_however_often_the_desk_is_killed_in_a_long_series(string provider, int kills) => KillAsync(provider, kills);

    /// <summary>What has come while the desk was away for a long time: two servers take it, and one of them is killed time and again.</summary>
    [SkippableTheory]
    [InlineData(10_000, 8)]
    [Trait("Kind", "long")]
    public async Task Of_a_backlog_that_two_servers_take_each_mail_is_one_ticket_although_one_of_them_is_killed(int mails, int kills)
    {
        var server = await DovecotServer.RequireAsync();
        await using var one = await MortalDesk.PrepareAsync("postgres");
        FixturePlugins.LayBundled(RunningDesk.PluginFolderOf(one.Folder), "EmailIngest");
        await one.StartAsync();
        await one.DoAsync("plugin", "enable", MailboxesDesk.Plugin);
        await using var two = one.Another();
        foreach (var shared in (string[])["plugin-files", "attachments", "keys"])
        {
            Directory.CreateSymbolicLink(Path.Combine(two.Folder, shared), Directory.CreateDirectory(Path.Combine(one.Folder, shared)).FullName);
        }

        FixturePlugins.LayBundled(RunningDesk.PluginFolderOf(two.Folder), "EmailIngest");
        var user = await server.AddUserAsync();
        for (var sent = 0; sent < mails; sent++)
        {
            await server.DeliverAsync(user, Encoding.UTF8.GetBytes(MailboxesDesk.Mail($"p{sent}@people.example", $"k{sent}@people.example", $"Killed {sent}", $"It is number {sent}.")));
        }

        await two.StartAsync();
        await SetUpAsync(one, user, server.ImapPort);
        for (var kill = 1; kill <= kills; kill++)
        {
            await ComeToAsync(one, mails * kill / (kills + 1));
            await two.KillAsync();
            await two.StartAsync();
        }

        for (var judged = mails * kills / (kills + 1); judged < mails; judged = Math.Min(mails, judged + 500))
        {
            await ComeToAsync(one, judged);
        }

        await Patience.UntilAsync(async () => await OutcomesAsync(one) is var all && all.Count >= mails && all.TrueForAll(outcome => outcome != 0), "all are fetched and judged");
        await two.StopAsync();
        await one.StopAsync();
        await JudgeAsync(one, server, user, mails);
    }

    private static Task ComeToAsync(MortalDesk desk, int judged) =>
        Patience.UntilAsync(async () => (await OutcomesAsync(desk)).Count(outcome => outcome != 0) >= judged, $"{judged} mails are judged");

    private static async Task JudgeAsync(MortalDesk desk, DovecotServer server, string user, int mails)
    {
        const int newTicket = 1;
        (await OutcomesAsync(desk)).Should().HaveCount(mails).And.OnlyContain(outcome => outcome == newTicket);
        await using var tables = desk.Read();
        (await tables.AllTickets.Where(t => t.Subject.StartsWith("Killed ")).Select(t => t.Subject).ToListAsync()).Order(StringComparer.Ordinal)
            .Should().Equal(Enumerable.Range(0, mails).Select(number => $"Killed {number}").Order(StringComparer.Ordinal));
        (await tables.AllMessages.Where(m => m.Channel == "mail").CountAsync()).Should().Be(mails);
        (await server.FlagsAsync(user)).Should().HaveCount(mails).And.OnlyContain(flags => flags.Contains('S'));
    }

    private async Task KillAsync(string provider, int kills)
    {
        var server = await DovecotServer.RequireAsync();
        await using var desk = await MortalDesk.PrepareAsync(provider);
        FixturePlugins.LayBundled(RunningDesk.PluginFolderOf(desk.Folder), "EmailIngest");
        await desk.StartAsync();
        await desk.DoAsync("plugin", "enable", MailboxesDesk.Plugin);
        var user = await server.AddUserAsync();
        await SetUpAsync(desk, user, server.ImapPort);
        var (sent, states) = (0, new List<string>());
        for (var kill = 0; kill < kills; kill++)
        {
            var before = sent;
            for (; sent < before + MailsALife; sent++)
            {
                await server.DeliverAsync(user, Encoding.UTF8.GetBytes(MailboxesDesk.Mail($"p{sent}@people.example", $"k{sent}@people.example", $"Killed {sent}", $"It is number {sent}.")));
            }

            var enough = before + Random.Shared.Next(0, MailsALife);
            await Patience.UntilAsync(async () => (await OutcomesAsync(desk)).Count >= enough, "some of the mails are fetched");
            await desk.KillAsync();
            var outcomes = await OutcomesAsync(desk);
            states.Add(string.Create(CultureInfo.InvariantCulture, $"{outcomes.Count}/{sent} fetched, {outcomes.Count(outcome => outcome == 0)} waiting"));
            await desk.StartAsync();
        }

        await Patience.UntilAsync(async () => await OutcomesAsync(desk) is var all && all.Count >= sent && all.TrueForAll(outcome => outcome != 0), "all are fetched and judged");
        await desk.StopAsync();
        output.WriteLine(string.Join("; ", states));
        await JudgeAsync(desk, server, user, sent);
    }

    private static async Task SetUpAsync(MortalDesk desk, string user, int port)
    {
        using var keeper = new Browser(desk.Life.Address);
        (await keeper.SendFormAsync("/sign-in", "/sign-in", [new("Address", DemoPeople.Administrator), new("Password", DemoPeople.Read(desk.Folder).PasswordOf(DemoPeople.Administrator))])).Dispose();
        var fields = MailboxesDesk.Form(
            "support", MailboxesDesk.Address, ("Kind", "Imap"), ("Port", port.ToString(CultureInfo.InvariantCulture)), ("UserName", user), ("Password", DovecotServer.Password), ("Senders", "Anybody"));
        using var answer = await keeper.SendFormAsync("/mail/new", "/mail/new", fields);
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Redirect);
    }

    /// <summary>Of all mails in the book, as numbers.</summary>
    private static async Task<List<int>> OutcomesAsync(MortalDesk desk)
    {
        await using var tables = desk.Read();
        return await tables.Database.SqlQueryRaw<int>("SELECT outcome AS \"Value\" FROM email_ingest_record").ToListAsync();
    }
}
