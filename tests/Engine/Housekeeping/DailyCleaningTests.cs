using System.Text;
using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Housekeeping;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Engine.Storage.Files;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Guests;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Housekeeping;

public sealed class DailyCleaningTests : IAsyncLifetime
{
    private DeskUnderTest _desk = null!;

    public async Task InitializeAsync() => _desk = await DeskUnderTest.OpenAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task An_upload_that_went_on_no_message_is_gone_after_a_day_and_its_bytes_with_it()
    {
        await _desk.UploadAsync(_desk.Emma, "forgotten");
        var sent = await _desk.UploadAsync(_desk.Emma, "sent");
        await _desk.DoAsync(await _desk.OpenTicketAsync(), _desk.Emma, new Reply("Here it is.", [sent]));
        _desk.Clock.Advance(DailyCleaning.DraftsKept);
        await CleanAsync();
        Files().Should().HaveCount(2, "a day is not over before it is over");

        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var fresh = await _desk.UploadAsync(_desk.Emma, "fresh");
        await CleanAsync();

        (await _desk.ReadAsync(tables => tables.AllAttachments.Select(a => a.Id).ToListAsync())).Should().BeEquivalentTo([sent, fresh]);
        Files().Should().HaveCount(2);
        await using var content = (await _desk.Attachments.OpenAsync(_desk.Emma, sent, default))!;
        (await new StreamReader(content.Content).ReadToEndAsync()).Should().Be("sent");
    }

    [Fact]
    public async Task Bytes_that_another_file_shares_stay()
    {
        await _desk.UploadAsync(_desk.Emma, "the same");
        var sent = await _desk.UploadAsync(_desk.Emma, "the same");
        await _desk.DoAsync(await _desk.OpenTicketAsync(), _desk.Emma, new Reply("Here it is.", [sent]));
        _desk.Clock.Advance(2 * DailyCleaning.DraftsKept);

        await CleanAsync();

        (await _desk.ReadAsync(tables => tables.AllAttachments.CountAsync())).Should().Be(1);
        Files().Should().ContainSingle();
    }

    [Fact]
    public async Task Bytes_that_somebody_stores_again_at_that_moment_stay_for_the_row_that_comes()
    {
        await _desk.UploadAsync(_desk.Emma, "twice");
        _desk.Clock.Advance(2 * DailyCleaning.DraftsKept);
        using var again = new MemoryStream(Encoding.UTF8.GetBytes("twice"));
        // The bytes are stored, the row is not written yet.
        var blob = (await _desk.Blobs.SaveAsync(again, 1000, default))!;

        await CleanAsync();

        await using var kept = _desk.Blobs.Open(blob.Hash);
        kept.Should().NotBeNull();
        _desk.Clock.Advance(DiskBlobs.RowsComeWithin + TimeSpan.FromSeconds(1));
        await _desk.Blobs.RemoveAsync(blob.Hash, default);
        _desk.Blobs.Open(blob.Hash).Should().BeNull();
        await _desk.Blobs.RemoveAsync(blob.Hash, default);
    }

    [Fact]
    public async Task Receipts_links_and_guards_go_when_they_are_of_no_use_any_more()
    {
        await _desk.Tickets.OpenAsync(new Open("Once", "support", "Body", []), _desk.Emma, "key", default);
        await new AccountLinks(_desk.Store).MakeAsync(AccountLinkPurpose.Invitation, _desk.Emma.PersonId, _desk.Clock.GetUtcNow(), default);
        await _desk.Accounts.SignInAsync("emma@demo.example", "wrong", "192.0.2.1", default);
        _desk.Clock.Advance(RequestKey.Kept - TimeSpan.FromMinutes(1));
        await CleanAsync();
        (await CountAsync()).Should().Be((1, 1, 0));

        _desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await CleanAsync();
        (await CountAsync()).Should().Be((0, 1, 0));

        _desk.Clock.Advance(AccountLinks.Kept);
        await CleanAsync();
        (await CountAsync()).Should().Be((0, 0, 0));
    }

    [Fact]
    public async Task What_a_guest_has_written_outlives_the_attempts_to_mail_her_and_the_link_of_the_last()
    {
        var given = new NewGuestTicket("Gusta", "gusta@home.example", "en", new Open("Subject", "support", "Body", []));
        await _desk.Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.GuestTickets.Add(new GuestTicket(unit.NewId(), given, unit.Now));
                return Task.CompletedTask;
            },
            default);
        _desk.Clock.Advance(TimeSpan.FromDays(4) + AccountLinks.GuestConfirmationLasts);
        await CleanAsync();
        (await _desk.ReadAsync(tables => tables.GuestTickets.CountAsync())).Should().Be(1);

        _desk.Clock.Advance(GuestTicket.Kept);
        await CleanAsync();
        (await _desk.ReadAsync(tables => tables.GuestTickets.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Old_news_mail_that_nobody_sends_and_accounts_that_nobody_proved_go_when_they_are_old()
    {
        var emma = _desk.Emma.PersonId!.Value;
        await FillAsync();
        _desk.Clock.Advance(Notice.Kept - TimeSpan.FromMinutes(1));
        await FillAsync();
        await CleanAsync();
        (await CountAsync()).Should().Be((2, 1, 1), "news is kept for 90 days, and the others were old");

        _desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await CleanAsync();

        (await CountAsync()).Should().Be((1, 1, 1));

        Task FillAsync() => _desk.SetUpAsync(
            new Notice(_desk.Store.NewId(), new NewNotice(emma, TicketId: 1, MailTemplateNames.RepliedForRequester, ActorId: null), _desk.Clock.GetUtcNow()),
            new HeldMail(_desk.Store.NewId(), new SendMailArguments(TicketId: 1, MessageId: null, emma, MailTemplateNames.RepliedForRequester), new HeldUntil(_desk.Clock.GetUtcNow()), _desk.Clock.GetUtcNow()),
            new PendingAccount(_desk.Store.NewId(), emma, new ExternalIdentity("company", "https://id.company.example", "1", Address: null), _desk.Clock.GetUtcNow()));

        Task<(int, int, int)> CountAsync() => _desk.ReadAsync(async tables => (await tables.Notices.CountAsync(), await tables.HeldMail.CountAsync(), await tables.PendingAccounts.CountAsync()));
    }

    /// <summary>A process that ended in the middle of a mail leaves half of it where nobody looks.</summary>
    [Fact]
    public async Task What_a_plugin_had_half_written_goes_and_what_it_keeps_stays()
    {
        var kept = Path.Combine(_desk.Folder, "plugin-files", "some-plugin", "kept");
        var (half, whole) = (Path.Combine(kept, "uploads", "half"), Path.Combine(kept, "ab", "whole"));
        foreach (var path in (string[])[half, whole])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "bytes");
            File.SetLastWriteTimeUtc(path, _desk.Clock.GetUtcNow().UtcDateTime);
        }

        await CleanAsync();
        File.Exists(half).Should().BeTrue("somebody may still be writing it");

        _desk.Clock.Advance(TimeSpan.FromDays(2));
        await CleanAsync();
        (File.Exists(half), File.Exists(whole)).Should().Be((false, true));
    }

    private async Task CleanAsync()
    {
        var delivery = new Delivery(1, 1, _desk.Clock.GetUtcNow());
        await new DailyCleaning(_desk.Store, _desk.Blobs, new PluginFilesRoot(Path.Combine(_desk.Folder, "plugin-files"))).RunAsync(delivery, default);
        await _desk.Store.CommitAsync(delivery);
        foreach (var row in (await _desk.OutboxAsync()).Where(row => row.Receiver == $"core:{RemoveUnused.Name}"))
        {
            await new RemoveUnused(_desk.Store, _desk.Blobs).RunAsync(JsonSerializer.Deserialize<UnusedBlobs>(row.Payload!, OutboxJson.Options)!, delivery, default);
        }
    }

    private Task<(int Receipts, int Links, int Guards)> CountAsync() =>
        _desk.ReadAsync(async tables => (await tables.Receipts.CountAsync(), await tables.AccountLinks.CountAsync(), await tables.SignInGuards.CountAsync()));

    private string[] Files() => [.. Directory.EnumerateFiles(_desk.Folder, "*", SearchOption.AllDirectories)];
}
