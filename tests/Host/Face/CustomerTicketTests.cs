using System.Net;
using AngleSharp.Html.Dom;
using FluentAssertions;
using Helpdesk.Testing;
using Xunit;

namespace Helpdesk.Host.Tests.Face;

/// <summary>Row E3: what a customer does with her ticket, and what she is told of it.</summary>
[Collection(SharedFaceTests.Name)]
public sealed class CustomerTicketTests(SharedFace shared)
{
    [Fact]
    public async Task Copies_begin_and_end_by_address()
    {
        var (customer, path) = await OpenAsync("Copies");
        using var _ = customer;

        using var added = await customer.SendFormAsync(path, path + "/people?handler=addCc", [new("Cc", "ann@example.com, bob@example.com")]);
        var page = await customer.OpenAsync(path);

        page.QuerySelector(".desk-notice")!.TextContent.Should().Contain("from now on");
        page.QuerySelector(".desk-cc .desk-people")!.TextContent.Should().ContainAll("ann@example.com", "bob@example.com");
        page.QuerySelector(".desk-history")!.TextContent.Should().Contain("added recipients of copies: ann@example.com, bob@example.com");
        using var removed = await customer.SendFormAsync(path, path + "/people?handler=removeCc", [new("Address", "ANN@example.com")]);
        (await customer.OpenAsync(path)).QuerySelector(".desk-cc .desk-people")!.TextContent.Should().Contain("bob@example.com").And.NotContain("ann@example.com");
    }

    [Theory]
    [InlineData("", "Please give at least one address.")]
    [InlineData("nobody", "“nobody” is not an e-mail address.")]
    [InlineData("many", "A ticket can send copies to 20 addresses at most.")]
    public async Task Copies_that_can_t_be_are_refused_at_their_field(string addresses, string sentence)
    {
        var (customer, path) = await OpenAsync("No copies");
        using var _ = customer;
        var typed = addresses == "many" ? string.Join(',', Enumerable.Range(0, 21).Select(i => $"p{i}@example.com")) : addresses;

        using var answer = await customer.SendFormAsync(path, path + "/people?handler=addCc", [new("Cc", typed)]);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(answer);
        page.QuerySelector(".desk-errors a[href='#Cc']")!.TextContent.Should().Contain(sentence);
        page.QuerySelector("#Cc")!.TextContent.Should().Be(typed);
        page.QuerySelector(".desk-cc details")!.HasAttribute("open").Should().BeTrue();
    }

    [Fact]
    public async Task What_is_over_is_closed_and_opened_again_by_a_button()
    {
        var (customer, path) = await OpenAsync("Open and shut");
        using var _ = customer;

        using var closed = await customer.SendFormAsync(path, path + "?handler=close", []);
        var over = await customer.OpenAsync(path);
        using var reopened = await customer.SendFormAsync(path, path + "?handler=reopen", []);
        var page = await customer.OpenAsync(path);

        over.QuerySelector("form[action*=close]").Should().BeNull();
        over.QuerySelector("form[action*=reopen]").Should().NotBeNull();
        page.QuerySelector(".desk-facts .desk-status")!.TextContent.Should().Be("Open");
        page.QuerySelector(".desk-history")!.TextContent.Should().ContainAll("changed the status: Open → Closed", "changed the status: Closed → Open");
    }

    /// <summary>A colleague sees the ticket and may write, but not close what she did not ask for.</summary>
    [Fact]
    public async Task What_a_person_may_not_do_is_not_offered_and_refused_in_words()
    {
        var (customer, path) = await OpenAsync("Seen by a colleague");
        using var _ = customer;
        using var colleague = shared.Server.Browser();
        using var signedIn = await colleague.SendFormAsync("/sign-in", "/sign-in", [new("Address", "colleague@demo.example"), new("Password", "colleague-pw")]);

        (await colleague.OpenAsync(path)).QuerySelector("form[action*=close]").Should().BeNull();
        using var answer = await colleague.SendFormAsync(path, path + "?handler=close", []);

        (await Browser.PageAsync(answer)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("or not by you");
    }

    /// <summary>LU11.</summary>
    [Fact]
    public async Task A_reply_to_an_answer_that_was_not_seen_yet_is_held_and_goes_when_it_was()
    {
        var (customer, path) = await OpenAsync("Crossing");
        using var _ = customer;
        var seen = (await customer.OpenAsync(path)).QuerySelector("[name=Seen]")!.GetAttribute("value")!;
        using var agent = await shared.Server.SignedInAsync(FaceServer.Agent);
        using var answered = await agent.SendFormAsync("/agent" + path, $"/agent{path}?handler=write", [new("Kind", "reply"), new("Body", "Please try now.")]);

        using var held = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", "Still nothing?"), new("Seen", seen)]);

        held.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(held);
        page.QuerySelector(".desk-errors")!.TextContent.Should().Contain("an answer came in");
        page.QuerySelectorAll(".desk-message").Single(message => message.TextContent.Contains("Please try now.", StringComparison.Ordinal)).TextContent.Should().Contain("New");
        page.QuerySelector("#Body")!.TextContent.Trim().Should().Be("Still nothing?");
        using var sent = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", "Still nothing?"), new("Seen", page.QuerySelector("[name=Seen]")!.GetAttribute("value")!)]);
        sent.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    /// <summary>LU8.</summary>
    [Fact]
    public async Task A_reply_that_comes_twice_is_one()
    {
        var (customer, path) = await OpenAsync("Said once");
        using var _ = customer;
        KeyValuePair<string, string>[] reply = [new("Body", "Only once"), new("RequestKey", "reply-once")];

        using var first = await customer.SendFormAsync(path, path + "?handler=reply", reply, ("log.txt", [1]));
        using var second = await customer.SendFormAsync(path, path + "?handler=reply", reply, ("log.txt", [1]));

        second.Headers.Location.Should().Be(first.Headers.Location);
        (await customer.OpenAsync(path)).QuerySelectorAll(".desk-message").Where(message => message.TextContent.Contains("Only once", StringComparison.Ordinal)).Should().ContainSingle();
    }

    /// <summary>LU8: what was said before somebody else spoke may be said again.</summary>
    [Fact]
    public async Task The_same_words_are_said_again_only_after_something_else_was_said()
    {
        var (customer, path) = await OpenAsync("Any news?");
        using var _ = customer;

        using var first = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", "And?"), new("RequestKey", "and-1")]);
        using var back = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", "And?"), new("RequestKey", "and-2")]);
        using var other = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", "Hello?"), new("RequestKey", "and-3")]);
        using var again = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", "And?"), new("RequestKey", "and-4")]);

        back.Headers.Location.Should().Be(first.Headers.Location);
        again.Headers.Location.Should().NotBe(first.Headers.Location);
        (await customer.OpenAsync(path)).QuerySelectorAll(".desk-message").Should().HaveCount(4);
    }

    [Theory]
    [InlineData("", "Please write a message.")]
    [InlineData("long", "The message has 100,001 characters")]
    public async Task A_reply_that_can_t_be_is_refused_with_all_that_was_typed(string body, string sentence)
    {
        var (customer, path) = await OpenAsync("No reply");
        using var _ = customer;
        var typed = body == "long" ? new string('y', 100_001) : body;

        using var answer = await customer.SendFormAsync(path, path + "?handler=reply", [new("Body", typed)], ("kept.txt", [1, 2]));

        var page = await Browser.PageAsync(answer);
        page.QuerySelector(".desk-errors a[href='#Body']")!.TextContent.Should().Contain(sentence);
        page.QuerySelector("#Body")!.TextContent.Trim().Should().Be(typed);
        page.QuerySelector(".upload-list")!.TextContent.Should().Contain("kept.txt");
    }

    /// <summary>LU9, LU20.</summary>
    [Fact]
    public async Task What_waits_for_the_customer_is_first_and_an_empty_list_says_why()
    {
        using var customer = await shared.Server.SignedInAsync(FaceServer.Customer);

        var home = await customer.OpenAsync("/");
        var none = await customer.OpenAsync("/tickets?search=there+is+no+such+thing");

        home.QuerySelectorAll("main section h2").Select(heading => heading.TextContent.Trim()).Should().Equal("Waiting for your answer", "With us");
        home.QuerySelector(".desk-waiting a.desk-line")!.GetAttribute("href").Should().EndWith("#reply");
        none.QuerySelector(".empty")!.TextContent.Should().ContainAll("No ticket matches your search", "Try fewer or other words");
        (none.QuerySelector(".empty a") as IHtmlAnchorElement)!.GetAttribute("href").Should().Be("/tickets?show=all");
    }

    private async Task<(Browser Customer, string Path)> OpenAsync(string subject)
    {
        var customer = await shared.Server.SignedInAsync(FaceServer.Customer);
        return (customer, "/tickets/" + await Testing.Tickets.OpenAsync(customer, subject));
    }
}
