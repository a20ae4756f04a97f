using System.Net;
using CsCheck;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Host.Api;
using Helpdesk.Host.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Access;

/// <summary>
/// LX3: after any sequence of what changes who sees what (memberships, settings of organisations and departments, roles,
/// assignments, moves), everybody sees what a model of a few lines says and nothing else, in every place there is to look.
/// </summary>
[Trait("Kind", "slow")]
public sealed class SightPropertyTests
{
    private const int People = 6;
    private const int Groups = 2;
    private const int MostTickets = 4;

    private static readonly Gen<Step[]> Sequences =
        Gen.Select(Gen.Enum<What>(), Gen.Int[0, People - 1], Gen.Int[0, Groups - 1], Gen.Int[0, MostTickets - 1], Gen.Int[0, 3], (what, person, group, ticket, value) => new Step(what, person, group, ticket, value)).Array[5, 40];

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LX3_Whatever_happened_before_everybody_sees_what_the_model_says_and_nothing_else(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var desk = await RunningDesk.StartAsync(settings: [$"--Database:Provider={provider}", $"--Database:ConnectionString={database.ConnectionString}"]);
        using var crowd = await Crowd.GatherAsync(desk);

        await Sequences.SampleAsync(
            async steps =>
            {
                var model = await crowd.BeginAsync();
                foreach (var step in steps)
                {
                    await crowd.DoAsync(model, step);
                }

                await crowd.LookAsync(model);
            },
            iter: 10,
            threads: 1);
    }

    private enum What
    {
        Join,
        Leave,
        Share,
        Answer,
        AnswerNoMore,
        Hide,
        Promote,
        Open,
        Assign,
        Move,
    }

    private sealed record Step(What What, int Person, int Group, int Ticket, int Value);

    /// <summary>A ticket as the model knows it. Its first message has a file; it has a note with a file, copies, and a field of each sort.</summary>
    private sealed record Known(long Id, string Number, int Requester, int? Organisation, long File, long NoteFile)
    {
        public int Department { get; set; }

        public int? Assignee { get; set; }
    }

    /// <summary>Who may see what, in the plainest way there is.</summary>
    private sealed class Model
    {
        public Role[] Roles { get; } = [Role.Customer, Role.Customer, Role.Customer, Role.Agent, Role.Agent, Role.Supervisor];

        public bool[,] IsMember { get; } = new bool[People, Groups];

        public bool[] Shares { get; } = new bool[Groups];

        public bool[,] Answers { get; } = new bool[People, Groups];

        public DepartmentSight[] Sights { get; } = new DepartmentSight[Groups];

        public List<Known> Tickets { get; } = [];

        public long[] Organisations { get; init; } = [];

        public long[] Departments { get; init; } = [];

        public string[] DepartmentKeys { get; init; } = [];

        public bool IsStaff(int person) => Roles[person] != Role.Customer;

        public bool Sees(int person, Known ticket) => Roles[person] switch
        {
            Role.Customer => ticket.Requester == person || (ticket.Organisation is { } organisation && Shares[organisation] && IsMember[person, organisation]),
            Role.Agent => ticket.Assignee == person || ticket.Requester == person || Sights[ticket.Department] == DepartmentSight.Everybody
                || (Sights[ticket.Department] == DepartmentSight.Members && Answers[person, ticket.Department]),
            _ => true,
        };
    }

    /// <summary>Six people with tokens, on a desk; and one who sees everything and does what is to be done.</summary>
    private sealed class Crowd : IDisposable
    {
        private readonly IServiceProvider _services;
        private readonly long[] _people = new long[People];
        private readonly ApiClient[] _clients = new ApiClient[People];
        private Actor _boss = Actor.System;
        private int _rounds;

        private Crowd(RunningDesk desk) => _services = desk.Generations.Current.Services;

        private DeskStore Store => _services.GetRequiredService<DeskStore>();

        private TicketDesk Tickets => _services.GetRequiredService<TicketDesk>();

        private TicketLists Lists => _services.GetRequiredService<TicketLists>();

        private TicketReader Reader => _services.GetRequiredService<TicketReader>();

        public static async Task<Crowd> GatherAsync(RunningDesk desk)
        {
            var crowd = new Crowd(desk);
            crowd._boss = new Actor((await crowd._services.GetRequiredService<PersonDirectory>().FindAsync(DemoPeople.Administrator, default))!.Id, Role.Administrator, "web");
            await crowd.Store.WriteAsync(
                (unit, _) =>
                {
                    for (var i = 0; i < People; i++)
                    {
                        var person = new Person(unit.NewId(), $"Person {i}", $"person{i}@crowd.example", Role.Customer, "en", unit.Now);
                        crowd._people[i] = person.Id;
                        unit.Desk.People.Add(person);
                    }

                    var name = LocalizedText.Of("Field", "Veld", "Champ", "項目");
                    unit.Desk.FieldDefinitions.AddRange(
                        new FieldDefinition(FieldOwner.Ticket, "crowd-open", FieldKind.Text, name, isRequired: false, isForStaff: false, order: 90),
                        new FieldDefinition(FieldOwner.Ticket, "crowd-staff", FieldKind.Text, name, isRequired: false, isForStaff: true, order: 91));
                    return Task.CompletedTask;
                },
                default);
            for (var i = 0; i < People; i++)
            {
                crowd._clients[i] = new ApiClient(desk, await crowd._services.GetRequiredService<ApiTokens>().CreateAsync(crowd._people[i], [ApiScopes.TicketsRead], Actor.System, default));
            }

            return crowd;
        }

        public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

        /// <summary>Departments and organisations of this round's own, in which nobody is.</summary>
        public Task<Model> BeginAsync()
        {
            var round = _rounds++;
            return Store.WriteAsync(
                async (unit, token) =>
                {
                    await unit.Desk.Memberships.Where(m => _people.Contains(m.PersonId)).ExecuteDeleteAsync(token);
                    var name = LocalizedText.Of("Round", "Ronde", "Tour", "回");
                    var departments = Enumerable.Range(0, Groups).Select(i => new Department(unit.NewId(), $"crowd-{round}-{i}", name, order: 100)).ToArray();
                    var organisations = Enumerable.Range(0, Groups).Select(i => new Organisation(unit.NewId(), $"Crowd {round} {i}", membersSeeAllTickets: false)).ToArray();
                    unit.Desk.Departments.AddRange(departments);
                    unit.Desk.Organisations.AddRange(organisations);
                    var model = new Model { Departments = [.. departments.Select(d => d.Id)], DepartmentKeys = [.. departments.Select(d => d.Key)], Organisations = [.. organisations.Select(o => o.Id)] };
                    for (var i = 0; i < People; i++)
                    {
                        (await unit.Desk.People.SingleAsync(p => p.Id == _people[i], token)).ChangeRole(model.Roles[i]);
                    }

                    return model;
                },
                default);
        }

        public async Task DoAsync(Model model, Step step)
        {
            var (person, group) = (step.Person, step.Group);
            switch (step.What)
            {
                case What.Open when model.Tickets.Count < MostTickets:
                    model.Tickets.Add(await OpenAsync(model, person, group));
                    break;
                case What.Assign when step.Ticket < model.Tickets.Count && (step.Value == 0 || model.IsStaff(person)):
                    var assigned = model.Tickets[step.Ticket];
                    assigned.Assignee = step.Value == 0 ? null : person;
                    await ChangeAsync(assigned, new Assign(assigned.Assignee is { } assignee ? _people[assignee] : null));
                    break;
                case What.Move when step.Ticket < model.Tickets.Count:
                    var moved = model.Tickets[step.Ticket];
                    if (moved.Department != group && moved.Assignee is { } before && !model.Answers[before, group] && Enumerable.Range(0, People).Any(p => model.Answers[p, group]))
                    {
                        moved.Assignee = null;
                    }

                    moved.Department = group;
                    await ChangeAsync(moved, new Move(model.DepartmentKeys[group]));
                    break;
                case not (What.Open or What.Assign or What.Move):
                    await Store.WriteAsync((unit, token) => SetAsync(unit.Desk, model, step, token), default);
                    break;
                default:
                    break;
            }
        }

        /// <summary>Everybody looks in every place.</summary>
        public async Task LookAsync(Model model)
        {
            for (var person = 0; person < People; person++)
            {
                var actor = new Actor(_people[person], model.Roles[person], "web");
                var seen = model.Tickets.Where(ticket => model.Sees(person, ticket)).ToList();
                await LookAtListsAsync(model, actor, _clients[person], seen);
                foreach (var ticket in model.Tickets)
                {
                    await LookAtTicketAsync(actor, _clients[person], ticket, seen.Contains(ticket));
                }
            }
        }

        private async Task LookAtListsAsync(Model model, Actor actor, ApiClient client, List<Known> seen)
        {
            var ids = model.Tickets.Select(ticket => ticket.Id).ToList();
            await using var tables = Store.Read();
            (await Sight.Of(actor).Tickets(tables).CountAsync(t => ids.Contains(t.Id))).Should().Be(seen.Count, "counts");
            for (var group = 0; group < Groups; group++)
            {
                var expected = seen.Where(ticket => ticket.Department == group).Select(ticket => ticket.Number).ToList();
                var query = new TicketListQuery { Department = model.DepartmentKeys[group], Size = 100 };
                (await Lists.ListAsync(actor, query, default)).Lines.Select(line => line.Number).Should().BeEquivalentTo(expected, "lists");
                (await Lists.ListAsync(actor, query with { Search = "quagga" }, default)).Lines.Select(line => line.Number).Should().BeEquivalentTo(expected, "search");
                (await client.GetAsync($"/api/v1/tickets?limit=100&department={model.DepartmentKeys[group]}")).Items.Select(line => line["number"]!.GetValue<string>()).Should().BeEquivalentTo(expected, "lists of the API");
            }
        }

        private async Task LookAtTicketAsync(Actor actor, ApiClient client, Known ticket, bool isSeen)
        {
            var path = $"/api/v1/tickets/{ticket.Number}";
            var status = isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            (await client.GetAsync($"/api/v1/tickets?search={ticket.Number}")).Items.Any(line => line["number"]!.GetValue<string>() == ticket.Number).Should().Be(isSeen, "search by number");
            (await client.GetAsync(path)).Status.Should().Be(status);
            (await client.GetAsync($"/api/v1/attachments/{ticket.File}")).Status.Should().Be(status, "files");
            (await client.GetAsync($"/api/v1/attachments/{ticket.NoteFile}")).Status.Should().Be(isSeen && actor.IsStaff ? HttpStatusCode.OK : HttpStatusCode.NotFound, "files of notes");
            (await client.GetAsync($"{path}/messages")).Status.Should().Be(status);
            var view = await Reader.FindAsync(actor, ticket.Number, default);
            (view is not null).Should().Be(isSeen);
            if (view is null)
            {
                return;
            }

            view.Messages.Should().HaveCount(actor.IsStaff ? 2 : 1);
            view.Cc.Should().ContainSingle();
            view.Fields.Select(field => field.Key).Should().Equal(actor.IsStaff ? ["crowd-open", "crowd-staff"] : ["crowd-open"]);
            var acts = view.History.SelectMany(entry => entry.Acts).Select(act => act.Name).ToHashSet(StringComparer.Ordinal);
            acts.Contains("note/1").Should().Be(actor.IsStaff);
            acts.Contains("set-fields/1").Should().Be(actor.IsStaff);
            if (!actor.IsStaff)
            {
                acts.Should().NotContain("assign/1");
                view.Assignee.Should().BeNull();
            }

            var read = (await client.GetAsync(path)).Body;
            read["fields"]!.AsArray().Should().HaveCount(view.Fields.Count);
            (await client.GetAsync($"{path}/messages")).Items.Should().HaveCount(view.Messages.Count);
            (await client.GetAsync($"{path}/history")).Items.Should().HaveCount(view.History.Count);
            (await client.GetAsync($"{path}/cc")).Items.Should().ContainSingle();
        }

        private async Task<Known> OpenAsync(Model model, int person, int group)
        {
            var actor = new Actor(_people[person], model.Roles[person], "web");
            var file = await UploadAsync(actor);
            var opened = await Tickets.OpenAsync(
                new Open("About the quagga", model.DepartmentKeys[group], "B", [file]) { Cc = [new CcAddress("copies@crowd.example")], Fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["crowd-open"] = "o" } }, actor, default);
            opened.Refusals.Should().BeEmpty();
            var noteFile = await UploadAsync(_boss);
            var organisations = Enumerable.Range(0, Groups).Where(o => model.IsMember[person, o]).ToList();
            var known = new Known(opened.Ticket!.Id, opened.Ticket.Number, person, organisations is [var only] ? only : null, file, noteFile) { Department = group };
            await ChangeAsync(known, new Note("N", [noteFile]), new SetFields(new Dictionary<string, string>(StringComparer.Ordinal) { ["crowd-staff"] = "s" }));
            return known;
        }

        private async Task<long> UploadAsync(Actor actor)
        {
            using var content = new MemoryStream("content"u8.ToArray());
            return (await _services.GetRequiredService<AttachmentDesk>().UploadAsync(content, "file.txt", "text/plain", actor, default)).Attachment!.Id;
        }

        private async Task ChangeAsync(Known ticket, params Act[] acts) => (await Tickets.DoAsync(ticket.Id, acts, _boss, expectedVersion: null, default)).Refusals.Should().BeEmpty();

        private async Task SetAsync(DeskTables tables, Model model, Step step, CancellationToken cancellationToken)
        {
            var (person, group) = (step.Person, step.Group);
            var (id, organisation, department) = (_people[person], model.Organisations[group], model.Departments[group]);
            switch (step.What)
            {
                case What.Join when !model.IsMember[person, group]:
                    model.IsMember[person, group] = true;
                    tables.Memberships.Add(new Membership(id, organisation));
                    break;
                case What.Leave:
                    model.IsMember[person, group] = false;
                    await tables.Memberships.Where(m => m.PersonId == id && m.OrganisationId == organisation).ExecuteDeleteAsync(cancellationToken);
                    break;
                case What.Share:
                    model.Shares[group] = step.Value > 0;
                    (await tables.Organisations.SingleAsync(o => o.Id == organisation, cancellationToken)).SetUp("Crowd", model.Shares[group]);
                    break;
                case What.Answer when !model.Answers[person, group]:
                    model.Answers[person, group] = true;
                    tables.DepartmentMembers.Add(new DepartmentMember(department, id));
                    break;
                case What.AnswerNoMore:
                    model.Answers[person, group] = false;
                    await tables.DepartmentMembers.Where(m => m.PersonId == id && m.DepartmentId == department).ExecuteDeleteAsync(cancellationToken);
                    break;
                case What.Hide:
                    model.Sights[group] = (DepartmentSight)(step.Value % 3);
                    var row = await tables.Departments.SingleAsync(d => d.Id == department, cancellationToken);
                    row.SetUp(row.Name, row.Order, model.Sights[group], takesAnswers: true, isRetired: false);
                    break;
                case What.Promote:
                    model.Roles[person] = (Role)step.Value;
                    (await tables.People.SingleAsync(p => p.Id == id, cancellationToken)).ChangeRole(model.Roles[person]);
                    break;
                default:
                    break;
            }
        }
    }
}
