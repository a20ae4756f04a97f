using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Helpdesk.Host.Tests.Api;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.Corpus;

/// <summary>Hundreds of real mails (charsets, emoji, HTML, long lines) make the way of a ticket.</summary>
public sealed class RealMailTests(ApiDesk desk, ITestOutputHelper output) : IClassFixture<ApiDesk>
{
    private const int AtOnce = 4;
    private const int LongestBody = 100_000;
    private const int LongestSubject = 255;

    [SkippableFact]
    [Trait("Kind", "slow")]
    public async Task What_people_write_comes_back_to_the_character_by_API_page_and_mail()
    {
        var mails = MailText.ReadCorpus();
        Skip.If(mails is null, $"{MailText.Setting} names no folder of mails.");
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var exchanges = new ConcurrentBag<Exchange>();
        var refused = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, mails.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            if (await ExchangeAsync(mails[i], mails[(i + 1) % mails.Count]) is { } exchange)
            {
                exchanges.Add(exchange);
            }
            else
            {
                Interlocked.Increment(ref refused);
            }
        });
        var tickets = exchanges.Count;
        using var browser = await desk.Desk.SignedInAsync(DemoPeople.Customer);
        foreach (var exchange in exchanges)
        {
            await CheckPageAsync(browser, exchange);
        }

        await CheckMailAsync(exchanges);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{mails.Count} mails, {tickets} tickets with an answer each, {refused} refused for their length, {exchanges.Sum(e => e.Question.Length + e.Answer.Length):N0} characters, {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s of which the process computed {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s"));
        tickets.Should().BeGreaterThan(mails.Count * 9 / 10);
    }

    /// <summary>Opens a ticket with one mail's text and answers it with another's; null where the text is too long, which was said.</summary>
    private async Task<Exchange?> ExchangeAsync(MailText asked, MailText answered)
    {
        var subject = await SubjectAsync(asked);
        var opened = await desk.Customer.PostAsync("/api/v1/tickets", new { subject, body = asked.Body, department = "support" });
        if (asked.Body.Length > LongestBody)
        {
            ShouldBeTooLong(opened);
            return null;
        }

        opened.Status.Should().Be(HttpStatusCode.Created, $"{asked.File}: {opened}");
        opened.Text("subject").Should().Be(Promise.Subject(subject), asked.File);
        var path = $"/api/v1/tickets/{opened.Text("number")}/messages";
        var replied = await desk.Agent.PostAsync(path, new { body = answered.Body });
        if (answered.Body.Length > LongestBody)
        {
            ShouldBeTooLong(replied);
            return null;
        }

        replied.Status.Should().Be(HttpStatusCode.Created, $"{answered.File}: {replied}");
        var exchange = new Exchange(
            long.Parse(opened.Text("id"), CultureInfo.InvariantCulture), opened.Text("number"), asked.File, answered.File, Promise.Subject(subject), Promise.Body(asked.Body), Promise.Body(answered.Body));
        (await desk.Customer.GetAsync(path)).Items.Select(message => message["body"]!.GetValue<string>()).Should().Equal([exchange.Question, exchange.Answer], exchange.ToString());
        return exchange;
    }

    /// <summary>The mail's subject; where it has none, or too long a one, the desk says so, and another is taken.</summary>
    private async Task<string> SubjectAsync(MailText mail)
    {
        if (Promise.Subject(mail.Subject).Length is > 0 and <= LongestSubject)
        {
            return mail.Subject;
        }

        (await desk.Customer.PostAsync("/api/v1/tickets", new { subject = mail.Subject, body = "B", department = "support" })).ShouldRefuse(HttpStatusCode.BadRequest, "subject");
        return mail.File;
    }

    /// <summary>As a body, or, escaped as JSON, as a request.</summary>
    private static void ShouldBeTooLong(ApiAnswer answer)
    {
        if (answer.Status == HttpStatusCode.RequestEntityTooLarge)
        {
            answer.ShouldRefuse(HttpStatusCode.RequestEntityTooLarge);
        }
        else
        {
            answer.ShouldRefuse(HttpStatusCode.BadRequest, "body").Text("detail").Should().Contain("100,000");
        }
    }

    private static async Task CheckPageAsync(Browser browser, Exchange exchange)
    {
        var page = await browser.OpenAsync($"/tickets/{exchange.Number}");
        page.QuerySelector("h1 [dir=auto]")!.TextContent.Should().Be(exchange.Subject, exchange.ToString());
        page.QuerySelectorAll(".desk-message-body").Select(body => body.TextContent)
            .Should().Equal([Promise.Lines(exchange.Question), Promise.Lines(exchange.Answer)], exchange.ToString());
    }

    private async Task CheckMailAsync(IReadOnlyCollection<Exchange> exchanges)
    {
        var bag = new PostBag(desk.Desk);
        var tickets = exchanges.Select(exchange => exchange.TicketId).ToList();
        var ofCustomer = await bag.WaitAsync(await desk.IdOfAsync(DemoPeople.Customer), tickets);
        var ofAgent = await bag.WaitAsync(await desk.IdOfAsync(DemoPeople.Agent), tickets);
        foreach (var exchange in exchanges)
        {
            Check(ofAgent[exchange.TicketId].Single(), exchange, exchange.Question);
            Check(ofCustomer[exchange.TicketId].Single(), exchange, exchange.Answer);
        }
    }

    private static void Check(Letter letter, Exchange exchange, string body)
    {
        letter.Subject.Should().Be($"[#{exchange.Number}] {exchange.Subject}", exchange.ToString());
        letter.Carries(body).Should().BeTrue($"{exchange} is in {letter.Text}");
        letter.HtmlWords.Should().Be(Promise.Lines(body), exchange.ToString());
        letter.Html.QuerySelector("h1")!.TextContent.Should().Be($"#{exchange.Number} {exchange.Subject}", exchange.ToString());
    }

    /// <summary>A ticket and what ought to be found in it.</summary>
    private sealed record Exchange(long TicketId, string Number, string AskedFile, string AnsweredFile, string Subject, string Question, string Answer)
    {
        public override string ToString() => $"ticket {Number} asks {AskedFile} and is answered {AnsweredFile}";
    }
}
