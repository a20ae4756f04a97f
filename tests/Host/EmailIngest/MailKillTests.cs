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

        const int newTicket = 1;
        (await OutcomesAsync(desk)).Should().HaveCount(sent).And.OnlyContain(outcome => outcome == newTicket);
        await using var tables = desk.Read();
        (await tables.AllTickets.Where(t => t.Subject.StartsWith("Killed ")).Select(t => t.Subject).ToListAsync()).Should().BeEquivalentTo(Enumerable.Range(0, sent).Select(number => $"Killed {number}"));
        (await tables.AllMessages.Where(m => m.Channel == "mail").CountAsync()).Should().Be(sent);
        (await server.FlagsAsync(user)).Should().HaveCount(sent).And.OnlyContain(flags => flags.Contains('S'));
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
