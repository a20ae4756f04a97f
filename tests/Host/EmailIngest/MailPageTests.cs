using System.Net;
using Helpdesk.Engine.Conversation;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>Scenarios 60, 61, 65, 79: a mail is shown as its writer laid it out, what is new of it apart from what is not, with its own pictures and nobody else's.</summary>
[Trait("Kind", "slow")]
public sealed class MailPageTests
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    [Fact]
    public async Task A_mail_is_shown_as_it_was_laid_out()
    {
        await using var desk = await MailboxesDesk.StartAsync();
        await desk.AddAsync(fields: ("Senders", "Anybody"));
        foreach (var shape in Shapes)
        {
            await desk.DeliverAsync(shape.Mail);
        }

        (await desk.JudgedAsync(Shapes.Count))["new-ticket"].Should().Be(Shapes.Count);
        var found = new List<string>();
        foreach (var shape in Shapes)
        {
            var message = await MessageAsync(desk, shape.Name);
            var shown = Pictures().Replace(message.Html ?? message.Body, "/attachments/#/picture");
            if (shown != shape.Shown)
            {
                found.Add($"{shape.Name}:\n  {shape.Shown}\nis\n  {shown}");
            }
        }

        found.Should().BeEmpty();
        await PagesAreInertAsync(desk);
    }

    /// <summary>The picture is served as one, to whoever sees the ticket; the page as it came runs nothing and loads nothing.</summary>
    private static async Task PagesAreInertAsync(MailboxesDesk desk)
    {
        var message = await MessageAsync(desk, "outlook");
        var files = await desk.ReadAsync(tables => tables.AllAttachments.Where(a => a.MessageId == message.Id).ToListAsync());
        var picture = files.Should().ContainSingle().Subject;
        using (var shown = await desk.Keeper.GetAsync($"/attachments/{picture.Id}/picture"))
        {
            shown.StatusCode.Should().Be(HttpStatusCode.OK);
            shown.Content.Headers.ContentType!.MediaType.Should().Be("image/png");
            shown.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("sandbox;");
        }

        using (var whole = await desk.Keeper.GetAsync($"/messages/{message.Id}/page"))
        {
            var page = await whole.Content.ReadAsStringAsync();
            page.Should().Contain($"src=\"/attachments/{picture.Id}/picture\"").And.Contain("Have you tried water?");
            whole.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.NotContain("script-src").And.NotContain("https:");
        }

        var remote = await MessageAsync(desk, "remote");
        using (var whole = await desk.Keeper.GetAsync($"/messages/{remote.Id}/page"))
        {
            (await whole.Content.ReadAsStringAsync()).Should().Contain("data-remote-src=\"https://tracker.example/p.png\"").And.Contain("page-with-pictures").And.NotContain("onerror").And.NotContain("alert");
        }

        using (var whole = await desk.Keeper.GetAsync($"/messages/{remote.Id}/page-with-pictures"))
        {
            (await whole.Content.ReadAsStringAsync()).Should().Contain(" src=\"https://tracker.example/p.png\"");
            whole.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("img-src 'self' https:;");
        }

        var ticket = await desk.ReadAsync(tables => tables.AllTickets.Where(t => t.Id == message.TicketId).Select(t => t.Number).SingleAsync());
        var shownPage = await desk.Keeper.OpenAsync($"/agent/tickets/{ticket}");
        shownPage.QuerySelectorAll("iframe").Should().ContainSingle().Which.GetAttribute("sandbox").Should().NotContain("allow-scripts");
        shownPage.QuerySelectorAll("a[href^='/attachments/']").Should().BeEmpty("a picture of the text is no file beside it");
    }

    private static Task<Message> MessageAsync(MailboxesDesk desk, string name) =>
        desk.ReadAsync(tables => tables.AllMessages.Where(m => tables.AllTickets.Any(t => t.Id == m.TicketId && t.Subject == name)).OrderBy(m => m.Id).FirstAsync());

    private static System.Text.RegularExpressions.Regex Pictures() => new("/attachments/[0-9]+/picture", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static IReadOnlyList<(string Name, string Mail, string Shown)> Shapes { get; } =
    [
        Of(
            "gmail",
            "<div dir=\"ltr\">It works <b>now</b>.<div><br></div><div>Thanks</div></div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Mon, 30 Nov 2026 at 10:00, Support &lt;support@helpdesk.example&gt; wrote:<br></div>"
            + "<blockquote class=\"gmail_quote\" style=\"border-left:1px solid #ccc\">Have you tried water?</blockquote></div>",
            "<div dir=\"ltr\">It works <b>now</b>.<div><br>Thanks</div></div>",
            "It works *now*.\n\nThanks\n\nOn Mon, 30 Nov 2026 at 10:00, Support <support@helpdesk.example>\nwrote:\n\n> Have you tried water?\n"),
        Of(
            "outlook",
            "<div class=WordSection1><p class=MsoNormal>Hello,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>see <img width=10 src=\"cid:image001.png@01DA\"><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
            + "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> Support &lt;support@helpdesk.example&gt;<br><b>Sent:</b> Monday, 30 November 2026 10:00<br>"
            + "<b>To:</b> Emma &lt;emma@customer.example&gt;<br><b>Subject:</b> Printer<o:p></o:p></p></div><p class=MsoNormal>Have you tried water?<o:p></o:p></p></div>",
            "<div><div>Hello,</div><div><br>see <img width=\"10\" src=\"/attachments/#/picture\" loading=\"lazy\"></div></div>"),
        Of(
            "apple",
            "<html><head></head><body style=\"overflow-wrap: break-word;\">Fine here.<br id=\"lineBreakAtBeginningOfMessage\"><div><br><blockquote type=\"cite\"><div>On 30 Nov 2026, at 10:00, Support &lt;support@helpdesk.example&gt; wrote:</div><br class=\"Apple-interchange-newline\"><div>Have you tried water?</div></blockquote></div><br></body></html>",
            "Fine here."),
        Of(
            "signature",
            "<p>Two things:</p><ol><li>First<li>Second</ol><table border=1><tr><td>a</td><td></td></tr><tr><td>b</td><td>c</td></tr></table><p>-- <br>Emma Jones<br>Sales</p><img src=\"cid:image001.png@01DA\" alt=\"logo\">",
            "<p>Two things:</p><ol><li>First</li><li>Second</li></ol><table><tbody><tr><td>a</td><td></td></tr><tr><td>b</td><td>c</td></tr></tbody></table>"),
        Of("remote", "<p onclick=\"alert(1)\">Look: <img src=\"https://tracker.example/p.png\" alt=\"our offer\" onerror=\"alert(1)\"><script>alert(1)</script></p>", "<p>Look: our offer</p>"),
        Of("written into", $"<p>Screen: <img src=\"data:image/png;base64,{Picture}\"></p>", "<p>Screen: <img src=\"/attachments/#/picture\" loading=\"lazy\"></p>"),
        Of("picture alone", "<img src=\"cid:image001.png@01DA\">", "<img src=\"/attachments/#/picture\" loading=\"lazy\">"),
        Of(
            "between",
            "<div>See below.</div><blockquote type=\"cite\"><div>On 30 Nov 2026, Support &lt;support@helpdesk.example&gt; wrote:</div><div>Which model?</div></blockquote><div>The old one.</div><blockquote type=\"cite\"><div>How old?</div></blockquote><div>Ten years.</div>",
            "<div>See below.</div><blockquote><div>On 30 Nov 2026, Support &lt;support@helpdesk.example&gt; wrote:</div><div>Which model?</div></blockquote><div>The old one.</div><blockquote><div>How old?</div></blockquote><div>Ten years.</div>"),
    ];

    private static (string Name, string Mail, string Shown) Of(string name, string html, string shown, string? plain = null)
    {
        var page = $"Content-Type: text/html; charset=utf-8\n\n{html}\n";
        var body = plain is null ? page : $"Content-Type: multipart/alternative; boundary=\"alt\"\n\n--alt\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--alt\n{page}\n--alt--\n";
        var mail = $"From: Emma <{name.Replace(' ', '.')}@customer.example>\nTo: {MailboxesDesk.Address}\nSubject: {name}\nMessage-ID: <{name.Replace(' ', '.')}@customer.example>\nDate: Mon, 30 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
            + $"Content-Type: multipart/related; boundary=\"rel\"\n\n--rel\n{body}\n--rel\nContent-Type: image/png; name=\"image001.png\"\nContent-Disposition: inline; filename=\"image001.png\"\nContent-Transfer-Encoding: base64\nContent-ID: <image001.png@01DA>\n\n{Picture}\n--rel--\n";
        return (name, html.Contains("cid:", StringComparison.Ordinal) ? mail : mail.Replace($"--rel\nContent-Type: image/png; name=\"image001.png\"\nContent-Disposition: inline; filename=\"image001.png\"\nContent-Transfer-Encoding: base64\nContent-ID: <image001.png@01DA>\n\n{Picture}\n", "", StringComparison.Ordinal), shown);
    }
}
