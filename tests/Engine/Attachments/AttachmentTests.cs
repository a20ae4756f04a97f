using System.Security.Cryptography;
using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Attachments;

public sealed class AttachmentTests
{
    [Fact]
    public async Task A_file_is_uploaded_sent_with_a_message_and_read_by_whoever_sees_the_message()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var id = await desk.UploadAsync(desk.Emma, "burning", "../photo\u202E.jpg");
        var opened = (await desk.Tickets.OpenAsync(new Open("x", "support", "x", [id, id]), desk.Emma, default)).ShouldBeDone();

        foreach (var reader in new[] { desk.Emma, desk.Tom, desk.Alex })
        {
            await using var content = (await desk.Attachments.OpenAsync(reader, id, default))!;
            content.View.Should().Be(new AttachmentView(id, "photo.jpg", "text/plain", 7));
            (await new StreamReader(content.Content).ReadToEndAsync()).Should().Be("burning");
        }

        foreach (var stranger in new[] { desk.Sanne, desk.Camille, new Actor(null, Role.Customer, "web") })
        {
            (await desk.Attachments.OpenAsync(stranger, id, default)).Should().BeNull();
        }

        var view = (await desk.Reader.FindAsync(desk.Tom, opened.Ticket!.Number, default))!;
        view.Messages[0].Attachments.Should().Equal(new AttachmentView(id, "photo.jpg", "text/plain", 7));
    }

    [Fact]
    public async Task A_draft_is_its_owners_alone()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var id = await desk.UploadAsync(desk.Emma);
        await using (var own = await desk.Attachments.OpenAsync(desk.Emma, id, default))
        {
            own.Should().NotBeNull();
        }

        foreach (var other in new[] { desk.Tom, desk.Camille, desk.Alex })
        {
            (await desk.Attachments.OpenAsync(other, id, default)).Should().BeNull();
        }
    }

    [Fact]
    public async Task LX4_A_file_of_another_message_or_person_and_one_that_never_was_are_refused_alike()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var attached = await desk.UploadAsync(desk.Emma);
        var first = (await desk.Tickets.OpenAsync(new Open("A", "support", "x", [attached]), desk.Emma, default)).ShouldBeDone().Ticket!;
        var second = await desk.OpenTicketAsync(desk.Emma, "B");
        var foreign = await desk.UploadAsync(desk.Tom);
        var fine = await desk.UploadAsync(desk.Emma);
        foreach (var id in new[] { attached, foreign, 12345, 0, -1 })
        {
            (await desk.DoAsync(second, desk.Emma, new Reply("x", [id]))).ShouldBeRefused(RefusalKind.Invalid, "desk.attachment-unknown");
            (await desk.DoAsync(second, desk.Emma, new Reply("x", [fine, id]))).ShouldBeRefused(RefusalKind.Invalid, "desk.attachment-unknown");
            (await desk.DoAsync(first, desk.Emma, new Reply("x", [id]))).ShouldBeRefused(RefusalKind.Invalid, "desk.attachment-unknown");
        }

        (await desk.DoAsync(second, desk.Emma, new Reply("x", [fine]))).ShouldBeDone();
        (await desk.ReadAsync(tables => tables.AllAttachments.SingleAsync(a => a.Id == attached))).TicketId.Should().Be(first.Id);
    }

    [Fact]
    public async Task One_draft_goes_into_one_message_of_a_change()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        var file = await desk.UploadAsync(desk.Alex);
        (await desk.DoAsync(ticket, desk.Alex, new Reply("x", [file]), new Note("y", [file]))).ShouldBeRefused(RefusalKind.Invalid, "desk.attachment-unknown");
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(1);
        (await desk.DoAsync(ticket, desk.Alex, new Reply("x", [file]))).ShouldBeDone();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task One_draft_sent_to_many_tickets_at_once_is_in_one(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var file = await desk.UploadAsync(desk.Emma);
        var tickets = new List<TicketSnapshot>();
        for (var i = 0; i < 8; i++)
        {
            tickets.Add(await desk.OpenTicketAsync());
        }

        var results = await Task.WhenAll(tickets.Select(ticket => Task.Run(() => desk.DoAsync(ticket, desk.Emma, new Reply("x", [file])))));

        results.Count(r => r.IsDone).Should().Be(1);
        results.SelectMany(r => r.Refusals).Should().OnlyContain(r => r.Sentence.Key == "desk.attachment-unknown");
        (await desk.ReadAsync(tables => tables.AllMessages.CountAsync())).Should().Be(9);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public async Task A_message_carries_20_files(int files, bool fits)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ids = new List<long>();
        for (var i = 0; i < files; i++)
        {
            ids.Add(await desk.UploadAsync(desk.Emma));
        }

        var result = await desk.Tickets.OpenAsync(new Open("x", "support", "x", ids), desk.Emma, default);
        if (fits)
        {
            result.ShouldBeDone();
        }
        else
        {
            result.ShouldBeRefused(RefusalKind.Invalid, "desk.attachments-too-many");
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1024 * 1024, true)]
    [InlineData(1024 * 1024 + 1, false)]
    public async Task A_file_that_is_too_large_leaves_nothing(int size, bool fits)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        using var content = new MemoryStream(new byte[size]);
        var result = await desk.Attachments.UploadAsync(content, "zero.bin", "application/x-zero", desk.Emma, default);
        result.IsDone.Should().Be(fits);
        if (!fits)
        {
            result.Refusal!.Sentence.Arguments.Should().Equal("zero.bin", 1.0);
            RefusalExtensions.IsSaid(result.Refusal.Sentence).Should().BeTrue();
            (await desk.ReadAsync(tables => tables.AllAttachments.CountAsync())).Should().Be(0);
        }

        Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories).Should().HaveCount(fits ? 1 : 0);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", "text/plain")]
    [InlineData("IMAGE/PNG", "image/png")]
    [InlineData("text/html\r\nX: y", "application/octet-stream")]
    [InlineData("nonsense", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    [InlineData(null, "application/octet-stream")]
    public async Task The_type_is_repeated_only_if_it_is_one(string? given, string kept)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        using var content = new MemoryStream([1]);
        (await desk.Attachments.UploadAsync(content, "x", given!, desk.Emma, default)).Attachment!.ContentType.Should().Be(kept);
    }

    [Fact]
    public async Task The_same_bytes_are_stored_once_under_their_hash_and_never_under_a_given_name()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await desk.UploadAsync(desk.Emma, "same", "../../evil.exe");
        await desk.UploadAsync(desk.Tom, "same", "other.txt");

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("same")));
        Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories).Should().Equal(Path.Combine(desk.Folder, hash[..2], hash[2..4], hash));
        (await desk.ReadAsync(tables => tables.AllAttachments.CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task LF1_An_upload_that_is_cut_off_leaves_no_row_and_no_file()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await using var broken = new BrokenStream();
        await FluentActions.Awaiting(() => desk.Attachments.UploadAsync(broken, "x", "x/x", desk.Emma, default)).Should().ThrowAsync<IOException>();
        (await desk.ReadAsync(tables => tables.AllAttachments.CountAsync())).Should().Be(0);
        Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_killed_process_left_of_an_upload_goes_after_a_day_and_nothing_else_does()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var kept = await desk.UploadAsync(desk.Emma, "kept");
        var uploads = Directory.CreateDirectory(Path.Combine(desk.Folder, "uploads")).FullName;
        var (old, young) = (Path.Combine(uploads, "old"), Path.Combine(uploads, "young"));
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(young, "half");
        var now = desk.Clock.GetUtcNow().UtcDateTime;
        File.SetLastWriteTimeUtc(old, now - TimeSpan.FromHours(25));
        File.SetLastWriteTimeUtc(young, now - TimeSpan.FromHours(23));
        foreach (var blob in Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetDirectoryName(f) != uploads).ToList())
        {
            File.SetLastWriteTimeUtc(blob, now - TimeSpan.FromDays(1000));
        }

        await desk.Blobs.CleanAsync(default);

        File.Exists(old).Should().BeFalse();
        File.Exists(young).Should().BeTrue();
        await using var content = await desk.Attachments.OpenAsync(desk.Emma, kept, default);
        content.Should().NotBeNull();
    }

    [Fact]
    public async Task A_row_whose_bytes_are_gone_is_not_found_rather_than_an_error()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var id = await desk.UploadAsync(desk.Emma);
        foreach (var blob in Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories).ToList())
        {
            File.Delete(blob);
        }

        (await desk.Attachments.OpenAsync(desk.Emma, id, default)).Should().BeNull();
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public async Task A_hash_is_never_a_path(string hash)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        FluentActions.Invoking(() => desk.Blobs.Open(hash)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task The_desk_itself_uploads_nothing()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        (await desk.Attachments.UploadAsync(Stream.Null, "x", "x/x", Actor.System, default)).Refusal!.Kind.Should().Be(RefusalKind.Forbidden);
    }

    private sealed class BrokenStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++_reads > 3 ? throw new IOException("The client has gone.") : ValueTask.FromResult(buffer.Length);
    }
}
