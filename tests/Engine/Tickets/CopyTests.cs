using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Tickets.Acts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Tickets;

/// <summary>Addresses that get copies of the replies (row E3).</summary>
public sealed class CopyTests
{
    [Fact]
    public async Task E3_Addresses_are_added_once_whatever_their_case_and_removed_with_their_reply_address()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { Cc = [new("Boss@People.example", "Boss")] }, desk.Emma, default)).ShouldBeDone().Ticket!;

        (await desk.DoAsync(ticket, desk.Emma, new AddCc([new("boss@people.example"), new("dev@people.example"), new("emma@demo.example")]))).ShouldBeDone();
        (await desk.DoAsync(ticket, desk.Emma, new AddCc([new("DEV@people.example")]))).ShouldBeDone().Ticket!.Version.Should().Be(2, "it was so already");

        (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!.Cc.Select(cc => (cc.Address, cc.Name)).Should().Equal(("Boss@People.example", "Boss"), ("dev@people.example", ""));
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1", "ticket.cc-added/1");

        await desk.SetUpAsync(new ReplyToken("abc", "m1", ticket.Id, "dev@people.example", desk.Clock.GetUtcNow()), new ReplyToken("def", "m2", ticket.Id, "boss@people.example", desk.Clock.GetUtcNow()));
        (await desk.DoAsync(ticket, desk.Tom, new RemoveCc("Dev@people.example"))).ShouldBeDone();
        (await desk.DoAsync(ticket, desk.Tom, new RemoveCc("nobody@people.example"))).ShouldBeDone().Ticket!.Version.Should().Be(3);

        (await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!.Cc.Should().ContainSingle().Which.Address.Should().Be("Boss@People.example");
        (await desk.ReadAsync(tables => tables.ReplyTokens.Where(t => t.RevokedAt == null).Select(t => t.Token).ToListAsync())).Should().Equal("def");
        (await desk.Reader.FindAsync(desk.Sanne, ticket.Number, default)).Should().BeNull();
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("Name <a@b.example>")]
    [InlineData("a@b.example\nBcc: c@d.example")]
    [InlineData("")]
    public async Task LX16_What_is_no_address_alone_is_refused(string address)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();

        (await desk.DoAsync(ticket, desk.Emma, new AddCc([new(address)]))).ShouldBeRefused(RefusalKind.Invalid, "desk.cc-invalid");
    }

    [Fact]
    public async Task A_ticket_is_no_mailing_list()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync();
        var twenty = Enumerable.Range(0, 20).Select(i => new CcAddress($"p{i}@people.example")).ToArray();

        (await desk.DoAsync(ticket, desk.Emma, new AddCc(twenty))).ShouldBeDone();
        (await desk.DoAsync(ticket, desk.Emma, new AddCc([new("one-more@people.example")]))).ShouldBeRefused(RefusalKind.Invalid, "desk.cc-too-many");
        (await desk.DoAsync(ticket, desk.Emma, new AddCc([]))).ShouldBeRefused(RefusalKind.Invalid, "desk.cc-missing");
        (await desk.Tickets.OpenAsync(new Open("s", "support", "b", []) { Cc = [.. twenty, new("one-more@people.example")] }, desk.Emma, default))
            .ShouldBeRefused(RefusalKind.Invalid, "desk.cc-too-many");
    }
}
