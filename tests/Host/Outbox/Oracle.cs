using System.Text.RegularExpressions;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.History;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>
/// Compares what the desk has with what was said to it, when the outbox has come to rest: nothing acknowledged is lost,
/// nothing refused is there, and each event had each of its effects once.
/// </summary>
internal sealed partial class Oracle
{
    private readonly IReadOnlyCollection<Said> _said;
    private readonly List<Ticket> _tickets;
    private readonly ILookup<long, Message> _messages;
    private readonly ILookup<long, HistoryEntry> _history;
    private readonly ILookup<long, Noted> _noted;
    private readonly ILookup<long, Mail> _mails;
    private readonly ILookup<long, HeldMail> _held;
    private readonly ILookup<long, long> _members;

    private Oracle(
        IReadOnlyCollection<Said> said, List<Ticket> tickets, List<Message> messages, List<HistoryEntry> history, IReadOnlyList<Noted> noted, List<Mail> mails, List<HeldMail> held, List<DepartmentMember> members)
    {
        _said = said;
        // The demo company's own tickets happened without events.
        _tickets = [.. tickets.Where(ticket => Marker().IsMatch(ticket.Subject))];
        _messages = messages.ToLookup(message => message.TicketId);
        _history = history.ToLookup(entry => entry.TicketId);
        _noted = noted.Where(entry => entry.TicketId is not null).ToLookup(entry => entry.TicketId!.Value);
        _mails = mails.ToLookup(mail => mail.TicketId ?? 0);
        _held = held.ToLookup(waiting => waiting.TicketId);
        _members = members.ToLookup(member => member.DepartmentId, member => member.PersonId);
    }

    /// <summary>How many tickets and messages there are.</summary>
    public string Figures => $"{_tickets.Count} tickets, {_tickets.Sum(ticket => _messages[ticket.Id].Count())} messages, {_tickets.Sum(ticket => _mails[ticket.Id].Count())} mails and {_held.Count} tickets with mails that wait; "
        + $"{_said.Count(said => said.Outcome == Outcome.Unknown)} of {_said.Count} requests without an answer, {_said.Count(said => said.Outcome == Outcome.Refused)} refused";

    public static async Task<Oracle> AskAsync(TestDatabase database, Crowd crowd)
    {
        await using var tables = Judging.Read(database);
        var (left, held) = (await tables.Outbox.ToListAsync(), await tables.HeldMail.OrderBy(waiting => waiting.Id).ToListAsync());
        left.Should().OnlyContain(row => row.Receiver == "core:" + SendHeld.Name, "everything has been delivered, and nothing was given up")
            .And.HaveCount(held.Count, "each mail that waits has its job");
        return new Oracle(
            crowd.Said,
            await tables.AllTickets.OrderBy(ticket => ticket.Id).ToListAsync(),
            await tables.AllMessages.OrderBy(message => message.Id).ToListAsync(),
            await tables.AllHistory.OrderBy(entry => entry.Version).ToListAsync(),
            await tables.NotedAsync(),
            await tables.AllMail.OrderBy(mail => mail.Id).ToListAsync(),
            held,
            await tables.DepartmentMembers.ToListAsync());
    }

    public void Judge()
    {
        WhatWasAcknowledgedIsThereOnce();
        _noted.SelectMany(entries => entries).Select(entry => entry.DeliveryId).Should().OnlyHaveUniqueItems("a delivery has its effect once");
        foreach (var ticket in _tickets)
        {
            HistoryHasNoGap(ticket);
            TheSampleHeardItAllInOrder(ticket);
            EveryRecipientGotOneMail(ticket);
        }
    }

    private void WhatWasAcknowledgedIsThereOnce()
    {
        var tickets = _tickets.ToLookup(ticket => ticket.Subject, StringComparer.Ordinal);
        var bodies = _tickets.SelectMany(ticket => _messages[ticket.Id].Select(message => (ticket.Number, message.Body))).ToLookup(m => m.Body, m => m.Number, StringComparer.Ordinal);
        foreach (var said in _said)
        {
            var found = bodies[said.Text].ToList();
            if (said.Opens)
            {
                tickets[said.Text].Select(ticket => ticket.Number).Should().Equal(found, "a ticket and its first message are there together");
            }

            switch (said.Outcome)
            {
                case Outcome.Acknowledged:
                    found.Should().Equal([said.Number!], "{0} was acknowledged", said.Text);
                    break;
                case Outcome.Refused:
                    found.Should().BeEmpty("{0} was refused", said.Text);
                    break;
                default:
                    found.Should().HaveCountLessThanOrEqualTo(1, "{0} was said once", said.Text);
                    break;
            }
        }

        bodies.Select(body => body.Key).Should().BeSubsetOf(_said.Select(said => said.Text));
    }

    private void HistoryHasNoGap(Ticket ticket)
    {
        var versions = _history[ticket.Id].Select(entry => entry.Version).ToList();
        versions.Should().Equal(Enumerable.Range(1, (int)ticket.Version).Select(version => (long)version), "the history of {0} has no gap", ticket.Number);
        RepliedAt(ticket).Should().HaveCount(_messages[ticket.Id].Count() - 1, "each message of {0} has its entry", ticket.Number);
    }

    private void TheSampleHeardItAllInOrder(Ticket ticket)
    {
        var noted = _noted[ticket.Id].ToLookup(entry => entry.Kind, StringComparer.Ordinal);
        noted["opened"].Select(entry => entry.TicketVersion).Should().Equal([1], "{0} was opened once", ticket.Number);
        noted["job"].Should().ContainSingle("one job was scheduled for {0}", ticket.Number);
        noted["replied"].Select(entry => entry.TicketVersion!.Value).Should().Equal(RepliedAt(ticket), "the replies of {0} are heard once and in order", ticket.Number);
    }

    /// <summary>
    /// The requester gets a receipt and the staff's answers; the members of the department hear of the ticket and of what the customer adds: each
    /// once, by a mail that was sent or one that waits for the end of a burst.
    /// </summary>
    private void EveryRecipientGotOneMail(Ticket ticket)
    {
        var messages = _messages[ticket.Id].ToList();
        Told(MailTemplateNames.OpenedForRequester).Should().Equal([ticket.RequesterId], "one receipt for {0}", ticket.Number);
        Told(MailTemplateNames.OpenedForStaff).Should().BeEquivalentTo(_members[ticket.DepartmentId], "mail about {0}", ticket.Number);
        foreach (var reply in messages.Skip(1))
        {
            var recipients = reply.ByStaff ? [ticket.RequesterId] : _members[ticket.DepartmentId];
            _mails[ticket.Id].Where(mail => mail.Text.Contains(reply.Body, StringComparison.Ordinal)).Select(mail => mail.RecipientId!.Value)
                .Concat(_held[ticket.Id].Where(waiting => waiting.MessageId == reply.Id).Select(waiting => waiting.RecipientId!.Value))
                .Should().BeEquivalentTo(recipients, "each is told {0} once", reply.Body);
        }

        var expected = _members[ticket.DepartmentId].ToDictionary(member => member, _ => 1 + messages.Skip(1).Count(reply => !reply.ByStaff));
        expected.Add(ticket.RequesterId, 1 + messages.Skip(1).Count(reply => reply.ByStaff));
        _mails[ticket.Id].SelectMany(mail => Enumerable.Repeat(mail.RecipientId!.Value, mail.Template == MailTemplateNames.Several ? messages.Count(reply => mail.Text.Contains(reply.Body, StringComparison.Ordinal)) : 1))
            .Concat(_held[ticket.Id].Select(waiting => waiting.RecipientId!.Value))
            .CountBy(recipient => recipient).ToDictionary().Should().BeEquivalentTo(expected, "mail about {0}, and no other", ticket.Number);

        IEnumerable<long> Told(string template) => _mails[ticket.Id].Where(mail => mail.Template == template).Select(mail => mail.RecipientId!.Value)
            .Concat(_held[ticket.Id].Where(waiting => waiting.Template == template).Select(waiting => waiting.RecipientId!.Value));
    }

    /// <summary>The versions that replies made.</summary>
    private IEnumerable<long> RepliedAt(Ticket ticket) =>
        _history[ticket.Id].Where(entry => entry.Acts.Contains("reply/1", StringComparison.Ordinal)).Select(entry => entry.Version);

    [GeneratedRegex(@"^said-\d+-$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marker();
}
