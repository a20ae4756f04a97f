using CsCheck;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Holding;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Notifications;

/// <summary>
/// Rows B3 to B7, LN1, LN6: whatever was shared, followed, copied, mentioned and taken off before, by whomever, and whoever came
/// and went: who sees a ticket and who gets a mail is what a model of a few lines says, and what is asked before something
/// is taken off is what then happens.
/// </summary>
public sealed class PeoplePropertyTests
{
    private const int Customers = 5;
    private const int People = 8;
    private const int Organisations = 2;

    private static readonly Gen<Step[]> Sequences =
        Gen.Select(Gen.Enum<What>(), Gen.Int[0, People - 1], Gen.Int[0, People - 1], Gen.Int[0, Organisations - 1], Gen.Bool, (what, person, other, group, flag) => new Step(what, person, other, group, flag)).Array[8, 40];

    [Fact]
    public async Task Who_sees_and_who_is_mailed_is_what_the_model_says_and_each_preview_is_what_then_happens()
    {
        await using var desk = await MailDesk.OpenAsync();
        var world = await World.PeopleAsync(desk);
        await Sequences.SampleAsync(
            async steps =>
            {
                await world.BeginAsync(ofOrganisation: steps[0].Flag, isPeopled: steps[1].Flag);
                foreach (var step in steps)
                {
                    await world.DoAsync(step);
                }

                await world.CheckSightAsync();
            },
            iter: 80,
            threads: 1);
    }

    private enum What
    {
        Join,
        Leave,
        OpenUp,
        SharePerson,
        ShareOrganisation,
        ShareSite,
        UnsharePerson,
        UnshareOrganisation,
        UnshareSite,
        Follow,
        Unfollow,
        RemoveFollower,
        Copy,
        EndCopy,
        Assign,
        Away,
        Reply,
        Mention,
        Choose,
    }

    private sealed record Step(What What, int Person, int Other, int Group, bool Flag);

    /// <summary>Five customers, three agents, two organisations with a site each, and one ticket at a time.</summary>
    private sealed class World(MailDesk desk)
    {
        private readonly List<Person> _people = [];
        private readonly Organisation[] _organisations = new Organisation[Organisations];
        private readonly Site[] _sites = new Site[Organisations];

        // What the model knows.
        private readonly Dictionary<(int Person, int Group), bool> _members = [];
        private readonly bool[] _open = new bool[Organisations];
        private readonly HashSet<ShareWith> _shares = [];
        private readonly Dictionary<int, bool> _followings = [];
        private readonly HashSet<string> _copies = new(StringComparer.Ordinal);
        private readonly HashSet<int> _away = [];
        private readonly HashSet<int> _noMail = [];
        private readonly HashSet<int> _noList = [];
        private long _lastNotice;
        private bool _isKept;
        private int? _organisation;
        private int? _assignee;
        private int _requester;
        private Ticket _ticket = null!;

        public static async Task<World> PeopleAsync(MailDesk desk)
        {
            var world = new World(desk);
            for (var i = 0; i < People; i++)
            {
                world._people.Add(i < Customers ? await desk.CustomerAsync($"Person {i}") : await desk.AgentAsync($"Person {i}"));
            }

            for (var i = 0; i < Organisations; i++)
            {
                world._organisations[i] = new Organisation(desk.Store.NewId(), $"Organisation {i}", membersSeeAllTickets: false);
                world._sites[i] = new Site(desk.Store.NewId(), world._organisations[i].Id, "Here");
            }

            await desk.WriteAsync(unit =>
            {
                unit.Desk.AddRange(world._organisations.Cast<object>());
                unit.Desk.AddRange(world._sites.Cast<object>());
            });
            return world;
        }

        public async Task BeginAsync(bool ofOrganisation, bool isPeopled)
        {
            await desk.DeliverAsync();
            await desk.Store.WriteAsync(
                async (unit, token) =>
                {
                    await unit.Desk.Memberships.ExecuteDeleteAsync(token);
                    await unit.Desk.Organisations.ExecuteUpdateAsync(set => set.SetProperty(o => o.MembersSeeAllTickets, false), token);
                    await unit.Desk.HearingChoices.ExecuteDeleteAsync(token);
                    await unit.Desk.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.AwayUntil, (DateTimeOffset?)null), token);
                },
                default);
            _members.Clear();
            _shares.Clear();
            _followings.Clear();
            _copies.Clear();
            _away.Clear();
            _noMail.Clear();
            _noList.Clear();
            Array.Fill(_open, false);
            (_isKept, _assignee) = (false, null);
            // Two in each organisation, one of them at its site, and one who is in none.
            _requester = ofOrganisation ? 0 : Customers - 1;
            _organisation = ofOrganisation ? 0 : null;
            foreach (var (person, group) in isPeopled ? new[] { (0, 0), (1, 0), (2, 1), (3, 1) } : ofOrganisation ? [(0, 0)] : [])
            {
                await JoinAsync(new Step(What.Join, person, Other: 0, group, Flag: person % 2 == 1));
            }

            await OpenUpAsync(new Step(What.OpenUp, Person: 0, Other: 0, Group: 0, isPeopled));

            _ticket = await desk.OpenTicketAsync(_people[_requester]);
            await DeliveredAsync();
        }

        public Task DoAsync(Step step) => step.What switch
        {
            What.Join => JoinAsync(step),
            What.Leave => LeaveAsync(step),
            What.OpenUp => OpenUpAsync(step),
            What.SharePerson => ShareAsync(step.Other, new ShareWith(ShareKind.Person, _people[step.Person].Id)),
            What.ShareOrganisation => ShareAsync(step.Other, new ShareWith(ShareKind.Organisation, _organisations[step.Group].Id)),
            What.ShareSite => ShareAsync(step.Other, new ShareWith(ShareKind.Site, _sites[step.Group].Id)),
            What.UnsharePerson => UnshareAsync(step.Other, new ShareWith(ShareKind.Person, _people[step.Person].Id)),
            What.UnshareOrganisation => UnshareAsync(step.Other, new ShareWith(ShareKind.Organisation, _organisations[step.Group].Id)),
            What.UnshareSite => UnshareAsync(step.Other, new ShareWith(ShareKind.Site, _sites[step.Group].Id)),
            What.Follow => FollowAsync(step.Person, isOn: true),
            What.Unfollow => FollowAsync(step.Person, isOn: false),
            What.RemoveFollower => RemoveFollowerAsync(step.Person, step.Other),
            What.Copy => CopyAsync(step.Other),
            What.EndCopy => EndCopyAsync(step.Other),
            What.Assign => AssignAsync(step),
            What.Away => AwayAsync(step),
            What.Choose => ChooseAsync(step),
            What.Mention => ReplyAsync(step, mentioned: step.Other),
            _ => ReplyAsync(step, mentioned: null),
        };

        public async Task CheckSightAsync()
        {
            var expected = Enumerable.Range(0, Customers).Where(Sees).Select(i => _people[i].Id).ToList();
            await using var tables = desk.Store.Read();
            (await Sight.CustomersOf(tables, _ticket.Id).Select(p => p.Id).ToListAsync()).Should().BeEquivalentTo(expected, "asked from the ticket");
            for (var i = 0; i < Customers; i++)
            {
                (await Sight.Of(ActorOf(i)).Tickets(tables).AnyAsync(t => t.Id == _ticket.Id)).Should().Be(Sees(i), "asked by person {0}", i);
            }
        }

        // The model.
        private bool Sees(int person) => person >= Customers || SeesWithout(person, without: null);

        private bool SeesWithout(int person, ShareWith? without)
        {
            var own = _organisation is { } o && _open[o] && !_isKept && _members.ContainsKey((person, o)) && without != new ShareWith(ShareKind.Organisation, _organisations[o].Id);
            return person == _requester || own || _shares.Where(share => share != without).Any(share => share.Kind switch
            {
                ShareKind.Person => share.Id == _people[person].Id,
                ShareKind.Organisation => _members.ContainsKey((person, Array.FindIndex(_organisations, organisation => organisation.Id == share.Id))),
                _ => _members.GetValueOrDefault((person, Array.FindIndex(_sites, site => site.Id == share.Id))),
            });
        }

        private bool Knows(int person, ShareWith with) => person >= Customers || with.Kind switch
        {
            ShareKind.Person => with.Id == _people[person].Id || Enumerable.Range(0, Organisations).Any(o =>
                _members.ContainsKey((person, o)) && _members.ContainsKey((_people.FindIndex(p => p.Id == with.Id), o))),
            ShareKind.Organisation => _members.ContainsKey((person, Array.FindIndex(_organisations, o => o.Id == with.Id))),
            _ => _members.ContainsKey((person, Array.FindIndex(_sites, s => s.Id == with.Id))),
        };

        private bool IsMuted(int person) => _followings.TryGetValue(person, out var isOn) && !isOn;

        private bool Follows(int person) => _followings.GetValueOrDefault(person);

        /// <summary>Those whose business an answer is, and whether they hear whatever they chose: nobody else does.</summary>
        private (List<int> People, bool NobodyElse) InCharge()
        {
            var agents = Enumerable.Range(Customers, People - Customers).ToList();
            foreach (var those in new[] { _assignee is { } a ? [a] : [], agents })
            {
                if (those.Where(p => !_away.Contains(p) && !IsMuted(p) && !(_noMail.Contains(p) && _noList.Contains(p))).ToList() is { Count: > 0 } there)
                {
                    return (there, false);
                }
            }

            return (_assignee is { } one ? [one] : agents, true);
        }

        private HashSet<string> Mailed(int author, int? mentioned)
        {
            var addresses = Hearing(author, mentioned, _noMail).Where(Sees).Select(p => _people[p].FoldedAddress).ToHashSet(StringComparer.Ordinal);
            addresses.UnionWith(_copies);
            return addresses;
        }

        /// <summary>Who hears of an answer by a channel that some do not want to hear of answers by.</summary>
        private HashSet<int> Hearing(int author, int? mentioned, HashSet<int> unwanted)
        {
            var (inCharge, nobodyElse) = author < Customers ? InCharge() : (_assignee is { } a && !IsMuted(a) ? [a] : [], false);
            var people = Enumerable.Range(0, People).Where(p => Follows(p) || (p == _requester && !IsMuted(p))).Concat(nobodyElse ? [] : inCharge).Where(p => !unwanted.Contains(p)).ToHashSet();
            people.UnionWith(nobodyElse ? inCharge : []);
            if (mentioned is { } named)
            {
                people.Add(named);
            }

            people.Remove(author);
            return people;
        }

        // What is done, to the desk and to the model.
        private async Task JoinAsync(Step step)
        {
            if (step.Person >= Customers || _members.ContainsKey((step.Person, step.Group)))
            {
                return;
            }

            _members[(step.Person, step.Group)] = step.Flag;
            await desk.WriteAsync(unit => unit.Desk.Add(new Membership(_people[step.Person].Id, _organisations[step.Group].Id, isManager: false, step.Flag ? _sites[step.Group].Id : null)));
        }

        private async Task LeaveAsync(Step step)
        {
            _members.Remove((step.Person, step.Group));
            var (person, organisation) = (_people[step.Person].Id, _organisations[step.Group].Id);
            await desk.Store.WriteAsync((unit, token) => unit.Desk.Memberships.Where(m => m.PersonId == person && m.OrganisationId == organisation).ExecuteDeleteAsync(token), default);
        }

        private async Task OpenUpAsync(Step step)
        {
            _open[step.Group] = step.Flag;
            var organisation = _organisations[step.Group].Id;
            await desk.Store.WriteAsync((unit, token) => unit.Desk.Organisations.Where(o => o.Id == organisation).ExecuteUpdateAsync(set => set.SetProperty(o => o.MembersSeeAllTickets, step.Flag), token), default);
        }

        private async Task ShareAsync(int actor, ShareWith with)
        {
            var may = Sees(actor) && Knows(actor, with);
            (await TryAsync(actor, new Share([with]))).Should().Be(may);
            if (!may)
            {
                return;
            }

            _isKept &= with != OwnOrganisation;
            var isNew = with != new ShareWith(ShareKind.Person, _people[_requester].Id) && _shares.Add(with);
            if (isNew && with.Kind == ShareKind.Person)
            {
                _followings[IndexOf(with)] = true;
            }

            var heard = isNew && with.Kind == ShareKind.Person && IndexOf(with) != actor ? [_people[IndexOf(with)].FoldedAddress] : new HashSet<string>(StringComparer.Ordinal);
            (await DeliveredAsync()).Should().BeEquivalentTo(heard, "a share is told to whom it is with, and an organisation hears nothing");
        }

        private async Task UnshareAsync(int actor, ShareWith with)
        {
            var isOwn = with == OwnOrganisation && !_isKept;
            var isThere = isOwn || _shares.Contains(with);
            var isRequester = with == new ShareWith(ShareKind.Person, _people[_requester].Id);
            var isFree = !isThere && with != OwnOrganisation;
            var may = Sees(actor) && !isRequester && (isFree || actor >= Customers || actor == _requester || _addedBy.GetValueOrDefault(with, -1) == actor || Knows(actor, with));
            var lost = Enumerable.Range(0, Customers).Where(p => Sees(p) && !SeesWithout(p, with)).Select(p => _people[p].Name).ToList();
            await CheckPreviewAsync(with, isOwn ? _open[_organisation!.Value] || _shares.Contains(with) : isThere, isRequester, lost);

            (await TryAsync(actor, new Unshare(with))).Should().Be(may);
            if (!may)
            {
                return;
            }

            _isKept |= isOwn;
            if (_shares.Remove(with) && with.Kind == ShareKind.Person)
            {
                _followings.Remove(IndexOf(with));
            }

            await CheckSightAsync();
        }

        /// <summary>What staff are told before it is done.</summary>
        private async Task CheckPreviewAsync(ShareWith with, bool isShown, bool isRequester, List<string> lost)
        {
            var boss = new Actor(PersonId: null, Role.Supervisor, "web");
            var view = (await new TicketReader(desk.Store).FindAsync(boss, _ticket.Number, default))!;
            var preview = await LosingSight.ReadAsync(desk.Store, view, boss, with, default);
            (preview is not null).Should().Be(isShown && !isRequester);
            if (preview is not null)
            {
                preview.Count.Should().Be(lost.Count);
                preview.Names.Should().BeEquivalentTo(lost);
            }
        }

        private async Task FollowAsync(int person, bool isOn)
        {
            (await TryAsync(person, isOn ? new Follow() : new Unfollow())).Should().Be(Sees(person));
            if (Sees(person))
            {
                _followings[person] = isOn;
            }
        }

        private async Task RemoveFollowerAsync(int person, int actor)
        {
            if (person == actor)
            {
                return;
            }

            var may = Sees(actor) && (actor >= Customers || (actor == _requester && person < Customers));
            (await TryAsync(actor, new Unfollow(_people[person].Id))).Should().Be(may);
            if (may && Follows(person))
            {
                _followings.Remove(person);
            }
        }

        private async Task CopyAsync(int actor)
        {
            if (!Sees(actor))
            {
                return;
            }

            (await TryAsync(actor, new AddCc([new CcAddress("copies@people.example")]))).Should().BeTrue();
            var isNew = _copies.Add("copies@people.example");
            (await DeliveredAsync()).Should().BeEquivalentTo(isNew ? ["copies@people.example"] : Array.Empty<string>());
        }

        private async Task EndCopyAsync(int actor)
        {
            if (Sees(actor))
            {
                (await TryAsync(actor, new RemoveCc("copies@people.example"))).Should().BeTrue();
                _copies.Clear();
            }
        }

        private async Task AssignAsync(Step step)
        {
            int? assignee = step.Person >= Customers ? step.Person : null;
            (await TryAsync(People - 1, new Assign(assignee is { } id ? _people[id].Id : null))).Should().BeTrue();
            _assignee = assignee;
            await DeliveredAsync();
        }

        private async Task AwayAsync(Step step)
        {
            if (step.Person < Customers)
            {
                return;
            }

            _ = step.Flag ? _away.Add(step.Person) : _away.Remove(step.Person);
            DateTimeOffset? until = step.Flag ? desk.Clock.GetUtcNow().AddYears(1) : null;
            var person = _people[step.Person].Id;
            await desk.Store.WriteAsync((unit, token) => unit.Desk.People.Where(p => p.Id == person).ExecuteUpdateAsync(set => set.SetProperty(p => p.AwayUntil, until), token), default);
        }

        private async Task ChooseAsync(Step step)
        {
            var (mail, list) = (step.Flag ? HearingPace.Never : HearingPace.Now, step.Group == 1 ? HearingPace.Never : HearingPace.Now);
            _ = step.Flag ? _noMail.Add(step.Person) : _noMail.Remove(step.Person);
            _ = step.Group == 1 ? _noList.Add(step.Person) : _noList.Remove(step.Person);
            var settings = new HearingSettings
            {
                Paces = new Dictionary<(HearingKind, HearingChannel), HearingPace> { [(HearingKind.Replied, HearingChannel.Mail)] = mail, [(HearingKind.Replied, HearingChannel.Desk)] = list },
            };
            (await new HearingDesk(desk.Store, new DeskZone(DeskZone.Utc)).ChangeAsync(settings, ActorOf(step.Person), default)).Should().BeEmpty();
        }

        private async Task ReplyAsync(Step step, int? mentioned)
        {
            var author = step.Person;
            if (!Sees(author))
            {
                return;
            }

            await DeliveredAsync();
            await ListedAsync();
            // Nobody is told of herself, and a name that the author may not know is text like any other.
            int? told = mentioned is { } named && named != author && MayTell(author, named) ? named : null;
            var text = mentioned is { } typed ? $"Hello @Person {typed}, what do you think?" : "Hello.";
            var isDone = await TryAsync(author, new Reply(text, []));
            isDone.Should().Be(told is not { } who || Sees(who), "whoever is mentioned has to see it");
            if (!isDone)
            {
                return;
            }

            // One who leaves between the planning and the sending gets nothing (LN6).
            var (planned, listed) = (Mailed(author, told), Hearing(author, told, _noList));
            await desk.PlanAsync();
            (await ListedAsync()).Should().BeEquivalentTo(listed.Select(p => _people[p].Id), "the list of news is told by the same plan");
            await LeaveAsync(step with { Person = step.Other });
            planned.IntersectWith(Enumerable.Range(0, People).Where(Sees).Select(p => _people[p].FoldedAddress).Concat(_copies));
            (await DeliveredAsync()).Should().BeEquivalentTo(planned);
        }

        /// <summary>On whose lists of news something is since this was asked last.</summary>
        private async Task<IReadOnlyList<long>> ListedAsync()
        {
            await using var tables = desk.Store.Read();
            var people = await tables.Notices.Where(n => n.Id > _lastNotice).OrderBy(n => n.Id).Select(n => n.PersonId).ToListAsync();
            _lastNotice = await tables.Notices.MaxAsync(n => (long?)n.Id) ?? 0;
            return people;
        }

        private bool MayTell(int author, int named) => named >= Customers
            || (author >= Customers ? Sees(named) || (_organisation is { } o && _members.ContainsKey((named, o))) : Knows(author, new ShareWith(ShareKind.Person, _people[named].Id)));

        private readonly Dictionary<ShareWith, int> _addedBy = [];

        private ShareWith? OwnOrganisation => _organisation is { } o ? new ShareWith(ShareKind.Organisation, _organisations[o].Id) : null;

        private int IndexOf(ShareWith person) => _people.FindIndex(p => p.Id == person.Id);

        private Actor ActorOf(int person) => new(_people[person].Id, _people[person].Role, "web");

        private async Task<bool> TryAsync(int actor, Act act)
        {
            desk.Clock.Advance(MailTiming.Burst);
            var result = await desk.Tickets.DoAsync(_ticket.Id, [act], ActorOf(actor), expectedVersion: null, default);
            if (result.IsDone && act is Share { With: [var with] } && !_shares.Contains(with))
            {
                _addedBy[with] = actor;
            }
            else if (result.IsDone && act is Unshare { With: var ended })
            {
                _addedBy.Remove(ended);
            }

            return result.IsDone;
        }

        /// <summary>Everything is sent; who got something.</summary>
        private async Task<List<string>> DeliveredAsync()
        {
            await desk.DeliverAsync();
            var taken = desk.Transport.Taken.Select(mail => mail.FoldedAddress).ToList();
            desk.Transport.Taken.Clear();
            return taken;
        }
    }
}
