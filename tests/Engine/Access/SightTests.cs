using CsCheck;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.History;
using Helpdesk.Engine.Tickets.Sharing;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Access;

public sealed class SightTests
{
    private const int People = 5;
    private const int Organisations = 3;

    private static readonly Gen<World> Worlds =
        from shared in Gen.Bool.Array[Organisations]
        from member in Gen.Bool.Array[People * Organisations]
        from atSite in Gen.Bool.Array[People * Organisations]
        from tickets in Gen.Select(Gen.Int[0, People - 1], Gen.Int[-1, Organisations - 1]).Array[0, 8]
        from kept in Gen.Bool.Array[8]
        from shares in Gen.Select(Gen.Int[0, 7], Gen.Enum<ShareKind>(), Gen.Int[0, Organisations - 1]).HashSet[0, 6]
        from messages in Gen.Select(Gen.Int[0, 7], Gen.Bool).Array[0, 12]
        from files in Gen.Select(Gen.Int[0, People - 1], Gen.Int[-1, 11]).Array[0, 12]
        from history in Gen.Select(Gen.Int[0, 7], Gen.Bool).Array[0, 12]
        select new World(shared, member, tickets, messages, files, history) { AtSite = atSite, Kept = kept, Shares = shares };

    /// <summary>What may be seen, said once more in the plainest way there is, and compared on worlds made at random.</summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Everybody_sees_what_the_model_says_and_nothing_else(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        await Worlds.SampleAsync(
            async world =>
            {
                await FillAsync(desk.Store, world);
                await using var tables = desk.Store.Read();
                foreach (var (index, _) in world.Tickets.Index())
                {
                    (await Sight.CustomersOf(tables, index).Select(p => p.Id).ToListAsync()).Should().BeEquivalentTo(Enumerable.Range(0, People).Where(p => world.Sees(Customer(p), index)).Select(p => (long)p));
                }

                foreach (var actor in Enumerable.Range(0, People).Select(Customer).Concat([Agent, Actor.System, new Actor(null, Role.Customer, "web")]))
                {
                    var sight = Sight.Of(actor);
                    (await sight.Tickets(tables).Select(t => t.Id).ToListAsync()).Should().BeEquivalentTo(world.Tickets.Index().Where(t => world.Sees(actor, t.Index)).Select(t => (long)t.Index));
                    (await sight.Messages(tables).Select(m => m.Id).ToListAsync()).Should().BeEquivalentTo(world.Messages.Index().Where(m => world.SeesMessage(actor, m.Index)).Select(m => (long)m.Index));
                    (await sight.Attachments(tables).Select(a => a.Id).ToListAsync()).Should().BeEquivalentTo(world.Files.Index().Where(f => world.SeesFile(actor, f.Index)).Select(f => (long)f.Index));
                    (await sight.History(tables).Select(h => h.Id).ToListAsync()).Should().BeEquivalentTo(world.History.Index().Where(h => world.SeesHistory(actor, h.Index)).Select(h => (long)h.Index));
                    await CheckPartsAsync(tables, sight);
                    await CheckOneAsync(tables, sight);
                }
            },
            iter: 60,
            threads: 1);
    }

    private static async Task CheckPartsAsync(DeskTables tables, Sight sight)
    {
        var parts = new List<long>();
        foreach (var part in await sight.PartsAsync(tables, tables.AllTickets, default))
        {
            parts.AddRange(await part.Select(t => t.Id).ToListAsync());
        }

        parts.Should().BeEquivalentTo(await sight.Tickets(tables).Select(t => t.Id).ToListAsync(), "the parts are all of it, and nothing is in two");
    }

    private static async Task CheckOneAsync(DeskTables tables, Sight sight)
    {
        var seen = await sight.Tickets(tables).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();
        foreach (var id in await tables.AllTickets.Select(t => t.Id).ToListAsync())
        {
            (await sight.Ticket(tables, id).Select(t => t.Id).ToListAsync()).Should().Equal(seen.Contains(id) ? [id] : Array.Empty<long>(), "one is asked for as all are");
        }

        var ids = seen.Take(2).ToList();
        foreach (var id in ids)
        {
            (await sight.MessagesOn(tables, id).Select(m => m.Id).ToListAsync()).Should().BeEquivalentTo(await sight.Messages(tables).Where(m => m.TicketId == id).Select(m => m.Id).ToListAsync());
            (await sight.AttachmentsOn(tables, id).Select(a => a.Id).ToListAsync()).Should().BeEquivalentTo(await sight.Attachments(tables).Where(a => a.TicketId == id).Select(a => a.Id).ToListAsync());
            (await sight.HistoryOn(tables, id).Select(h => h.Id).ToListAsync()).Should().BeEquivalentTo(await sight.History(tables).Where(h => h.TicketId == id).Select(h => h.Id).ToListAsync());
        }
    }

    [Fact]
    public async Task A_customer_never_learns_of_a_note_its_files_or_the_change_that_made_it()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var ticket = await desk.OpenTicketAsync(desk.Emma);
        var file = await desk.UploadAsync(desk.Alex);
        await desk.DoAsync(ticket, desk.Alex, new Note("Toaster again.", [file]));
        await desk.DoAsync(ticket, desk.Alex, new Note("Really.", []), new SetStatus(Status.Closed));

        var hers = (await desk.Reader.FindAsync(desk.Emma, ticket.Number, default))!;
        hers.Messages.Should().ContainSingle();
        hers.History.Select(h => (h.Version, string.Join(',', h.Acts.Select(act => act.Name)))).Should().Equal((1, "open/1"), (3, "set-status/1"));
        (await desk.Attachments.OpenAsync(desk.Emma, file, default)).Should().BeNull();

        var his = (await desk.Reader.FindAsync(desk.Alex, ticket.Number, default))!;
        his.Messages.Should().HaveCount(3);
        his.Messages[1].Attachments.Should().ContainSingle().Which.Id.Should().Be(file);
        his.History.Select(h => string.Join(',', h.Acts.Select(act => act.Name))).Should().Equal("open/1", "note/1", "note/1,set-status/1");
    }

    private static Actor Agent { get; } = new(100, Role.Supervisor, "web");

    private static Actor Customer(int person) => new(person, Role.Customer, "web");

    private static Task FillAsync(DeskStore store, World world) =>
        store.WriteAsync(
            async (unit, token) =>
            {
                var tables = unit.Desk;
                await tables.People.ExecuteDeleteAsync(token);
                await tables.AllShares.ExecuteDeleteAsync(token);
                await tables.Organisations.ExecuteDeleteAsync(token);
                await tables.Memberships.ExecuteDeleteAsync(token);
                await tables.AllTickets.ExecuteDeleteAsync(token);
                await tables.AllMessages.ExecuteDeleteAsync(token);
                await tables.AllAttachments.ExecuteDeleteAsync(token);
                await tables.AllHistory.ExecuteDeleteAsync(token);
                var open = Status.Seeded().First();
                tables.Organisations.AddRange(world.Shared.Index().Select(o => new Organisation(o.Index, "o", o.Item)));
                tables.Memberships.AddRange(world.Member.Index().Where(m => m.Item).Select(m => new Membership(m.Index / Organisations, m.Index % Organisations, isManager: false, world.AtSite[m.Index] ? m.Index % Organisations : null)));
                tables.People.AddRange(Enumerable.Range(0, People).Select(p => new Person(p, "p", $"p{p}@demo.example", Role.Customer, "en", unit.Now)));
                tables.AllShares.AddRange(world.Shares.Select(s => new TicketShare(s.Item1, new ShareWith(s.Item2, s.Item3), addedById: null, unit.Now)));
                foreach (var (index, (requester, organisation)) in world.Tickets.Index())
                {
                    var ticket = new Ticket(index, $"{index}", "s", 1, 1, requester, organisation < 0 ? null : organisation, open, unit.Now);
                    ticket.KeepFromOrganisation(world.Kept[index]);
                    tables.AllTickets.Add(ticket);
                }

                tables.AllMessages.AddRange(world.Messages.Index().Select(m =>
                    new Message(m.Index, m.Item.Item1, m.Item.Item2 ? MessageKind.Note : MessageKind.Reply, null, true, "b", MessageFormat.Text, html: null, "web", unit.Now, unit.Now)));
                tables.AllHistory.AddRange(world.History.Index().Select(h =>
                    new HistoryEntry(h.Index, h.Item.Item1, h.Index, null, "web", "[]", h.Item.Item2, unit.Now, unit.Now)));
                foreach (var (index, (owner, message)) in world.Files.Index())
                {
                    var file = new Attachment(index, owner, "f", "t/t", 1, "h", unit.Now);
                    if (message >= 0)
                    {
                        file.AttachTo(message < world.Messages.Length ? world.Messages[message].Item1 : 0, message);
                    }

                    tables.AllAttachments.Add(file);
                }
            },
            CancellationToken.None);

    /// <param name="Shared">By organisation: whether its members see each other's tickets.</param>
    /// <param name="Member">By person and organisation.</param>
    /// <param name="Tickets">Requester, and organisation or -1.</param>
    /// <param name="Messages">Ticket, which may not be there, and whether it is a note.</param>
    /// <param name="Files">Owner, and message or -1 for a draft; the message may not be there.</param>
    /// <param name="History">Ticket, and whether it is made of notes alone.</param>
    private sealed record World(bool[] Shared, bool[] Member, (int, int)[] Tickets, (int, bool)[] Messages, (int, int)[] Files, (int, bool)[] History)
    {
        /// <summary>By person and organisation: whether she works at its site, which has its number.</summary>
        public bool[] AtSite { get; init; } = [];

        /// <summary>By ticket: whether its organisation was taken off.</summary>
        public bool[] Kept { get; init; } = [];

        /// <summary>Ticket, which may not be there, and what it is shared with.</summary>
        public IEnumerable<(int, ShareKind, int)> Shares { get; init; } = [];

        public bool Sees(Actor actor, int ticket)
        {
            if (actor.IsStaff || ticket >= Tickets.Length)
            {
                return actor.IsStaff;
            }

            var (requester, organisation) = Tickets[ticket];
            return actor.PersonId is { } person && (requester == person
                || (organisation >= 0 && Shared[organisation] && !Kept[ticket] && Member[(person * Organisations) + organisation])
                || Shares.Where(share => share.Item1 == ticket).Any(share => share.Item2 switch
                {
                    ShareKind.Person => share.Item3 == person,
                    ShareKind.Organisation => Member[(person * Organisations) + share.Item3],
                    _ => Member[(person * Organisations) + share.Item3] && AtSite[(person * Organisations) + share.Item3],
                }));
        }

        public bool SeesMessage(Actor actor, int message) =>
            actor.IsStaff || (message < Messages.Length && !Messages[message].Item2 && Sees(actor, Messages[message].Item1));

        public bool SeesFile(Actor actor, int file)
        {
            var (owner, message) = Files[file];
            return message < 0 ? owner == actor.PersonId : SeesMessage(actor, message);
        }

        public bool SeesHistory(Actor actor, int entry) => actor.IsStaff || (!History[entry].Item2 && Sees(actor, History[entry].Item1));
    }
}
