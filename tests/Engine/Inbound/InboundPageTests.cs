using System.Text;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Inbound;

/// <summary>Scenarios 60, 61, 65: what came as a page is shown as one; what the desk has to say stands with it, and nothing in it is believed.</summary>
public sealed class InboundPageTests : InboundTest
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_page_is_shown_with_the_pictures_that_came_with_it()
    {
        var shown = await TakeAsync(Bench.From(Emma.Address) with
        {
            Html = "<p>See <img src=\"cid:one@x\" alt=\"it\"> and <img src=\"cid:gone@x\" alt=\"that\"></p>",
            Page = "<p style=\"color:red\">See <img src=\"cid:one@x\"></p><blockquote>Old</blockquote>",
            Files = [new InboundFile("one.png", "image/png", Picture) { ContentId = "one@x" }, new InboundFile("log.txt", "text/plain", "log"u8.ToArray())],
        });

        var picture = (await FilesAsync(shown)).Single(file => file.ContentId == "one@x");
        shown.Html.Should().Be($"<p>See <img src=\"/attachments/{picture.Id}/picture\" alt=\"it\" loading=\"lazy\"> and that</p>");
        shown.Format.Should().Be(MessageFormat.Text);
        shown.Body.Should().StartWith("It does not work.", "the text stays what is searched and mailed");
        var view = await Reader.FindAsync(Actor(), (await Desk.FindAsync(shown.TicketId)).Number, CancellationToken.None);
        view!.Messages[0].Attachments.Select(file => file.FileName).Should().Equal("log.txt");
        view.Messages[0].HasPage.Should().BeTrue();
        var page = await Reader.PageAsync(Actor(), shown.Id, CancellationToken.None);
        page.Should().BeEquivalentTo(new { Html = "<p style=\"color:red\">See <img src=\"cid:one@x\"></p><blockquote>Old</blockquote>", Pictures = new Dictionary<string, long>(StringComparer.Ordinal) { ["one@x"] = picture.Id } });
        (await Reader.PageAsync(new Actor((await Desk.CustomerAsync("Other")).Id, Role.Customer, "web"), shown.Id, CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task Whatever_brought_a_page_it_is_cleaned_once_more()
    {
        var shown = await TakeAsync(Bench.From(Emma.Address) with
        {
            Html = "<p onclick=\"x()\">A<script>x()</script><img src=\"https://elsewhere.example/p\" alt=\"B\"><img src=\"/attachments/1/picture\"><a href=\"/sign-out\">C</a><style>p{}</style></p>",
            Page = "<p>A</p>",
        });

        shown.Html.Should().Be("<p>AB<a rel=\"nofollow noopener noreferrer ugc\">C</a></p>");
    }

    [Fact]
    public async Task What_the_desk_has_to_say_stands_with_the_page_too()
    {
        var many = Enumerable.Range(1, 21).Select(n => new InboundFile($"{n}.txt", "text/plain", Encoding.UTF8.GetBytes($"{n}")));

        var shown = await TakeAsync(Bench.From(Emma.Address) with { Html = "<p>See all of them.</p>", Page = "<p>See all of them.</p>", Files = [new InboundFile("logo.png", "image/png", Picture) { ContentId = "logo@x" }, .. many] });

        shown.Html.Should().StartWith("<p>See all of them.</p><p>").And.Contain("21.txt").And.Contain("logo.png");
        (await FilesAsync(shown)).Should().HaveCount(20).And.NotContain(file => file.ContentId != null, "files are kept before pictures of the page");
    }

    /// <summary>What no browser shows, what has another's name, and what no page is kept for is there as a file: nothing is lost.</summary>
    [Theory]
    [InlineData("<p>See</p>", 1)]
    [InlineData(null, 0)]
    public async Task What_can_t_be_shown_in_the_page_is_a_file_beside_it(string? page, int pictures)
    {
        var shown = await TakeAsync(Bench.From(Emma.Address) with
        {
            Html = "<p>See <img src=\"cid:drawing@x\" alt=\"plan\"><img src=\"cid:one@x\"></p>",
            Page = page,
            Files = [
                new InboundFile("plan.svg", "image/svg+xml", "<svg/>"u8.ToArray()) { ContentId = "drawing@x" }, new InboundFile("one.png", "image/png", Picture) { ContentId = "one@x" },
                new InboundFile("two.png", "image/png", (byte[])[.. Picture, 4]) { ContentId = "one@x" }],
        });

        var view = await Reader.FindAsync(Actor(), (await Desk.FindAsync(shown.TicketId)).Number, CancellationToken.None);
        view!.Messages[0].Attachments.Select(file => file.FileName).Should().BeEquivalentTo(pictures == 1 ? ["plan.svg", "two.png"] : (string[])["plan.svg", "one.png", "two.png"]);
        (await FilesAsync(shown)).Should().HaveCount(3);
    }

    /// <summary>LM17: a page of very many short lines takes the library a minute to write.</summary>
    [Fact]
    public async Task A_page_as_wide_as_no_person_writes_is_shown_as_its_text()
    {
        var wide = string.Concat(Enumerable.Repeat("a<br>", 90_000));

        (await TakeAsync(Bench.From(Emma.Address) with { Html = wide, Page = wide })).Html.Should().BeNull();
        (await TakeAsync(Bench.From(Emma.Address) with { Html = wide[..40_000], Page = wide })).Html.Should().NotBeNull();
    }

    /// <summary>LM17: what would take long to clean is shown as its text.</summary>
    [Fact]
    public async Task A_page_that_no_person_wrote_is_shown_as_its_text()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 5_000));

        var shown = await TakeAsync(Bench.From(Emma.Address) with { Html = deep, Page = deep });

        shown.Html.Should().BeNull();
        (await Reader.PageAsync(Actor(), shown.Id, CancellationToken.None))!.Html.Should().Be(deep);
    }

    [Fact]
    public async Task A_mail_about_it_names_the_pictures()
    {
        var shown = await TakeAsync(Bench.From(Emma.Address) with
        {
            Html = "<p>See <img src=\"cid:one@x\" alt=\"the screen\"></p>",
            Page = "<p>See</p>",
            Files = [new InboundFile("one.png", "image/png", Picture) { ContentId = "one@x" }],
        });

        var mail = (await Bench.SentAsync()).First(sent => sent.RecipientId == Alex.Id);
        mail.Html.Should().Contain("See [the screen]").And.NotContain("/attachments/");
        shown.Html.Should().Contain("<img");
    }

    private Actor Actor() => new(Emma.Id, Role.Customer, "web");

    private TicketReader Reader => new(Desk.Store);

    private async Task<Message> TakeAsync(InboundMessage message)
    {
        var verdict = await Bench.TakeAsync(message);
        verdict.Decision.Should().Be(InboundDecision.NewTicket);
        return (await Bench.MessagesAsync(verdict.TicketId!.Value))[0];
    }

    private async Task<IReadOnlyList<Helpdesk.Engine.Attachments.Attachment>> FilesAsync(Message message)
    {
        await using var tables = Desk.Store.Read();
        return await tables.AllAttachments.Where(a => a.MessageId == message.Id).ToListAsync();
    }
}
