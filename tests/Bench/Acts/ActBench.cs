using System.Globalization;
using Helpdesk.Bench.Measuring;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Bench.Acts;

/// <summary>Opening and replying through TicketDesk, against the same rows by hand. Two receivers listen to each event, as on a desk with mail and one plugin.</summary>
internal static class ActBench
{
    private const double AimOfCpu = 5;
    private const double AimOfRate = 3;
    private const string Subject = "The shop answers slowly between nine and ten";
    private const string Body = "Hello,\n\nsince Monday our shop at brightwater.example answers slowly between nine and ten in the morning. The log shows forty requests a second.\n\nKind regards\nEmma";

    /// <summary>Memory that looks like a disk: what is written there is never waited for.</summary>
    private const string WithoutDisk = "/dev/shm";

    public static async Task RunAsync(TextWriter output)
    {
        var table = Table.OfTwins(output, "Acts on SQLite, without waiting for a disk");
        foreach (var outcome in await MeasureAsync(Directory.Exists(WithoutDisk) ? WithoutDisk : Path.GetTempPath()))
        {
            table.Row(outcome, AimOfCpu);
        }

        var folder = Directory.CreateDirectory(Path.Combine(Repository.Folder, "artifacts", "bench")).FullName;
        var disk = new Table(output, "Acts on SQLite, `synchronous=FULL` on a disk, one transaction each", "what", "ours, a second", "twin, a second", "twin ÷ ours", "aim", "");
        foreach (var outcome in await MeasureAsync(folder))
        {
            var ratio = outcome.Ours.Wall / outcome.Theirs.Wall;
            disk.Row(outcome.Name, Rate(outcome.Ours), Rate(outcome.Theirs), Table.Times(ratio), $"≤ {Table.Times(AimOfRate)}", Table.Verdict(ratio <= AimOfRate));
        }
    }

    private static string Rate(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{1 / cost.Wall.TotalSeconds:0}");

    private static async Task<IReadOnlyList<Outcome>> MeasureAsync(string folder)
    {
        await using var ours = await WritingDesk.OpenAsync(folder);
        await using var theirs = await WritingDesk.OpenAsync(folder);
        using var twin = theirs.Twin();
        var opening = await Duel.FightAsync(
            "open a ticket",
            Contender.Here(async count =>
            {
                for (var i = 0; i < count; i++)
                {
                    await ours.OpenTicketAsync(Subject, Body);
                }
            }),
            Contender.Here(count =>
            {
                for (var i = 0; i < count; i++)
                {
                    twin.Open(Subject, Body);
                }

                return Task.CompletedTask;
            }));
        var (ticket, other) = (await ours.OpenTicketAsync(Subject, Body), twin.Open(Subject, Body));
        var replying = await Duel.FightAsync(
            "reply",
            Contender.Here(async count =>
            {
                for (var i = 0; i < count; i++)
                {
                    await ours.ReplyAsync(ticket, Body);
                }
            }),
            Contender.Here(count =>
            {
                for (var i = 0; i < count; i++)
                {
                    twin.Reply(other, Body);
                }

                return Task.CompletedTask;
            }));
        return [opening, replying];
    }

    /// <summary>A desk with its door, a customer, and two who listen.</summary>
    private sealed class WritingDesk : IAsyncDisposable
    {
        private readonly TestDesk _inner;
        private readonly TestDatabase _database;
        private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
        private readonly TicketDesk _desk;
        private Actor _customer = Actor.System;
        private long _department;

        private WritingDesk(TestDesk inner, TestDatabase database)
        {
            (_inner, _database) = (inner, database);
            _desk = new TicketDesk(inner.Store, new HookChain(inner.Contributions, _services.GetRequiredService<IServiceScopeFactory>(), inner.Circuits, inner.Time, NullLogger<HookChain>.Instance), new PhraseBook(typeof(PhraseBook).Assembly));
        }

        public static async Task<WritingDesk> OpenAsync(string folder)
        {
            var database = TestDatabase.Sqlite(folder);
            var desk = new WritingDesk(await TestDesk.OpenAsync(database, TimeProvider.System), database);
            await new DeskSeed(desk._inner.Store).EnsureAsync(CancellationToken.None);
            await desk._inner.Store.WriteAsync(
                async (unit, token) =>
                {
                    var person = new Person(unit.NewId(), "Emma Clarke", "emma@demo.example", Role.Customer, "en", unit.Now);
                    unit.Desk.People.Add(person);
                    unit.Desk.Subscriptions.AddRange(
                        Listener(TicketOpened.EventName, 1), Listener(TicketOpened.EventName, 2), Listener(TicketReplied.EventName, 3), Listener(TicketReplied.EventName, 4));
                    desk._customer = new Actor(person.Id, Role.Customer, "web");
                    desk._department = await unit.Desk.Departments.Select(department => department.Id).FirstAsync(token);
                },
                CancellationToken.None);
            return desk;
        }

        public TwinWriter Twin() => new(_database.ConnectionString, _inner.Ids, _customer.PersonId!.Value, _department);

        public async Task<long> OpenTicketAsync(string subject, string body)
        {
            var result = await _desk.OpenAsync(new Open(subject, DeskSeed.SupportDepartment, body, []), _customer, CancellationToken.None);
            return result.Ticket?.Id ?? throw new InvalidOperationException(result.Refusals[0].Sentence.Key);
        }

        public async Task ReplyAsync(long ticket, string body)
        {
            var result = await _desk.DoAsync(ticket, [new Reply(body, [])], _customer, expectedVersion: null, CancellationToken.None);
            if (!result.IsDone)
            {
                throw new InvalidOperationException(result.Refusals[0].Sentence.Key);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _inner.DisposeAsync();
        }

        private static Subscription Listener(string name, int number) =>
            new(string.Create(CultureInfo.InvariantCulture, $"plugin:bench:{number}"), "bench", name, inTicketOrder: false);
    }
}
