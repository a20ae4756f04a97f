using System.Collections.Concurrent;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Outbox.Jobs;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Tests;

/// <summary>
/// A tiny plugin: a table, handlers of a ticket's replies and a job, all of which do what the test tells them to.
/// </summary>
internal sealed class Votes
{
    public const string Id = "votes";
    public const string Handler = "plugin:votes:handler";
    public const string OrderedHandler = "plugin:votes:ordered-handler";
    public const string Job = "plugin:votes:job";

    /// <summary>What a handler or job does; it writes one vote unless told.</summary>
    public Func<Delivery, CancellationToken, Task> Do { get; set; } = (delivery, _) =>
    {
        delivery.Write(VoteAsync);
        return Task.CompletedTask;
    };

    /// <summary>What was handed over, in order: ticket and version for events, what to do for jobs.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public DeliveryOptions Options { get; init; } = new();

    public static Task VoteAsync(IUnitOfWork unit, CancellationToken cancellationToken)
    {
        unit.Tables<VoteTables>().Votes.Add(new Vote { Id = unit.NewId(), At = unit.Now });
        return Task.CompletedTask;
    }

    /// <summary>With a handler of replies without order, one in a ticket's order, one of notes in that order; always with the job and the table.</summary>
    public PluginContributions Contribute(bool handler = false, bool orderedHandler = false, bool orderedNotes = false)
    {
        var contributions = new PluginContributions(Id, new ServiceCollection().AddSingleton(this));
        contributions.Tables.Add(typeof(VoteTables));
        contributions.Receivers.Add(ReceiverFor.Job<VoteJob, Errand>(Id, "job", Options));
        if (handler)
        {
            contributions.Receivers.Add(ReceiverFor.Event<TicketReplied, VoteHandler>(Id, "handler", Options));
        }

        if (orderedHandler)
        {
            contributions.Receivers.Add(ReceiverFor.Event<TicketReplied, OrderedVoteHandler>(Id, "ordered-handler", Options with { InTicketOrder = true }));
        }

        if (orderedNotes)
        {
            contributions.Receivers.Add(ReceiverFor.Event<TicketNoted, OrderedVoteHandler>(Id, "ordered-notes", Options with { InTicketOrder = true }));
        }

        return contributions;
    }

    public Task RunAsync(string what, Delivery delivery, CancellationToken cancellationToken)
    {
        Seen.Enqueue(what);
        return Do(delivery, cancellationToken);
    }
}

internal sealed record Errand(string What);

internal sealed class VoteJob(Votes votes) : IJob<Errand>
{
    public Task RunAsync(Errand arguments, Delivery delivery, CancellationToken cancellationToken) =>
        votes.RunAsync(arguments.What, delivery, cancellationToken);
}

internal class VoteHandler(Votes votes) : IEventHandler<TicketReplied>
{
    public Task HandleAsync(TicketReplied deskEvent, Delivery delivery, CancellationToken cancellationToken) =>
        votes.RunAsync($"{deskEvent.TicketId}/{deskEvent.TicketVersion}", delivery, cancellationToken);
}

internal sealed class OrderedVoteHandler(Votes votes) : VoteHandler(votes), IEventHandler<TicketNoted>
{
    private readonly Votes _votes = votes;

    public Task HandleAsync(TicketNoted deskEvent, Delivery delivery, CancellationToken cancellationToken) =>
        _votes.RunAsync($"{deskEvent.TicketId}/{deskEvent.TicketVersion}, a note", delivery, cancellationToken);
}

internal sealed class Vote
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class VoteTables(DbContextOptions<VoteTables> options) : PluginTables(options)
{
    public override string PluginId => Tests.Votes.Id;

    public DbSet<Vote> Votes => Set<Vote>();

    protected override void Map(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Vote>(vote =>
        {
            vote.ToTable("Vote");
            vote.Property(v => v.Id).ValueGeneratedNever();
        });
}

[DbContext(typeof(VoteTables))]
[Migration("20260101000000_Votes")]
internal sealed class VotesMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            "votes_vote",
            table => new { id = table.Column<long>(nullable: false), at = table.Column<DateTime>(nullable: false) },
            constraints: table => table.PrimaryKey("pk_votes_vote", vote => vote.id));
}
