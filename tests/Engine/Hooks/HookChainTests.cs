using Helpdesk.Engine.Access;
using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;
using Helpdesk.Engine.Workflow;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Hooks;

public sealed class HookChainTests
{
    private static readonly HookOptions Refusing = new() { OnFailure = HookFailure.Refuse };

    [Fact]
    public async Task A_hook_sees_the_ticket_before_the_acts_made_fit_the_actor_and_the_channel()
    {
        var seen = new List<ProposedChange>();
        await using var desk = await DeskUnderTest.OpenAsync(new HookScript("watch", seen.Add));
        var ticket = await desk.OpenTicketAsync(subject: "two\r\nlines");
        await desk.DoAsync(ticket, desk.Alex, new Reply("Hello\0", []));

        seen[0].Before.Should().BeNull();
        seen[0].TicketId.Should().Be(ticket.Id, "a hook may write with the id that the ticket will have");
        seen[0].Acts.Should().BeEquivalentTo([new Open("two lines", "support", "It burns.", [])], options => options.RespectingRuntimeTypes());
        seen[1].Before.Should().Be(ticket);
        seen[1].Acts.Should().BeEquivalentTo([new Reply("Hello\uFFFD", [])], options => options.RespectingRuntimeTypes());
        seen[1].Actor.Should().Be(desk.Alex);
    }

    [Fact]
    public async Task Hooks_run_by_number_then_by_plugin_and_each_sees_what_the_ones_before_made_of_it()
    {
        var order = new List<string>();
        Action<ProposedChange> Append(string name) => change =>
        {
            order.Add(name);
            change.Amend([((Open)change.Acts[0]) with { Subject = $"{((Open)change.Acts[0]).Subject} {name}" }]);
        };
        await using var desk = await DeskUnderTest.OpenAsync(
            new HookScript("aaa", Append("last")) { Options = new HookOptions { Order = 5 } },
            new HookScript("ccc", Append("second")),
            new HookScript("bbb", Append("first")));

        (await desk.OpenTicketAsync(subject: "It is")).Subject.Should().Be("It is first second last");
        order.Should().Equal("first", "second", "last");
    }

    [Fact]
    public async Task A_hook_refuses_with_its_own_sentence_and_no_further_one_is_asked()
    {
        var next = new HookScript("zzz", _ => { });
        await using var desk = await DeskUnderTest.OpenAsync(new HookScript("rules", change => change.Refuse("Please don't shout.")), next);

        var result = await desk.Tickets.OpenAsync(new Open("AAA", "support", "AAA", []), desk.Emma, default);

        result.Refusals.Should().ContainSingle().Which.Should().Match<Refusal>(r => r.Kind == RefusalKind.Refused && r.Sentence.PlainSentence == "Please don't shout.");
        next.Runs.Should().Be(0);
        (await desk.ReadAsync(tables => tables.AllTickets.CountAsync())).Should().Be(0);
        desk.Circuits.IsFailing("plugin:rules:hook:hook").Should().BeFalse("to refuse is no failure");
    }

    [Fact]
    public async Task LP8_A_huge_sentence_is_cut()
    {
        await using var desk = await DeskUnderTest.OpenAsync(new HookScript("rules", change => change.Refuse(new string('x', 999) + "😀" + new string('y', 1_000_000))));
        var result = await desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, default);
        result.Refusals[0].Sentence.PlainSentence.Should().Be(new string('x', 999) + "\uFFFD");
    }

    public static TheoryData<string> Garbage => ["empty body", "unknown status", "a note in a customer's name", "an act of null", "open as second act", "somebody else's file", "too many"];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task LP8_An_amendment_that_breaks_the_rules_is_the_hooks_failure_and_not_the_persons(string garbage)
    {
        var hook = new HookScript("rogue", change =>
        {
            change.Write(Votes.VoteAsync);
            change.Amend(garbage switch
            {
                "empty body" => [new Reply("", [])],
                "unknown status" => [.. change.Acts, new SetStatus("nowhere")],
                "a note in a customer's name" => [.. change.Acts, new Note("psst", [])],
                "an act of null" => [null!],
                "open as second act" => [.. change.Acts, new Open("x", "support", "x", [])],
                "somebody else's file" => [new Reply("x", [12345])],
                _ => [.. Enumerable.Repeat(change.Acts[0], 1000)],
            });
        });
        var next = new HookScript("zzz", _ => { });
        await using var desk = await DeskUnderTest.OpenAsync(hook, next);
        var ticket = await desk.OpenTicketAsync();
        var asked = next.Runs;

        (await desk.DoAsync(ticket, desk.Emma, new Reply("as I wrote it", []))).ShouldBeDone();

        (await desk.ReadAsync(tables => tables.AllMessages.OrderByDescending(m => m.Id).FirstAsync())).Body.Should().Be("as I wrote it");
        desk.Circuits.IsFailing("plugin:rogue:hook:hook").Should().BeTrue();
        (await desk.CountVotesAsync()).Should().Be(0, "what it wanted to write goes with it");
        next.Runs.Should().Be(asked + 1, "LP6: one hook does not switch off another");
    }

    [Theory]
    [InlineData(HookFailure.Skip)]
    [InlineData(HookFailure.Refuse)]
    public async Task A_hook_that_throws_is_skipped_or_refuses_as_it_declared(HookFailure policy)
    {
        await using var desk = await DeskUnderTest.OpenAsync(
            new HookScript("rogue", _ => throw new InvalidOperationException("bang")) { Options = new HookOptions { OnFailure = policy } });

        var result = await desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, default);

        if (policy == HookFailure.Skip)
        {
            result.ShouldBeDone();
        }
        else
        {
            result.ShouldBeRefused(RefusalKind.Unavailable, "desk.hook-failed");
        }

        desk.Circuits.Report()["plugin:rogue:hook:hook"].Errors[0].Sentence.Should().Be("InvalidOperationException: bang");
    }

    [Theory]
    [InlineData(HookFailure.Skip)]
    [InlineData(HookFailure.Refuse)]
    public async Task A_hook_that_hangs_is_left_behind_after_its_budget_and_never_holds_the_gate(HookFailure policy)
    {
        var budget = TimeSpan.FromMilliseconds(777);
        using var entered = new SemaphoreSlim(0);
        using var hang = new ManualResetEventSlim();
        ProposedChange? late = null;
        var hook = new HookScript("rogue", change =>
        {
            late = change;
            entered.Release();
            hang.Wait();
        })
        { Options = new HookOptions { Budget = budget, OnFailure = policy } };
        await using var desk = await DeskUnderTest.OpenAsync(hook);

        var opening = desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, default);
        (await entered.WaitAsync(Patience.Limit)).Should().BeTrue();

        using (var turn = await desk.Gate.EnterAsync(default).AsTask().WaitAsync(Patience.Limit))
        {
            opening.IsCompleted.Should().BeFalse("it waits for the hook, and we have the gate");
        }

        await desk.Clock.PassAsync(budget);
        var result = await opening.WaitAsync(Patience.Limit);
        late!.Refuse("Too late.");
        late.Amend([new SetStatus(Status.Closed)]);
        hang.Set();
        if (policy == HookFailure.Skip)
        {
            result.ShouldBeDone().Ticket!.StatusKey.Should().Be(Status.Open);
        }
        else
        {
            result.ShouldBeRefused(RefusalKind.Unavailable, "desk.hook-failed");
        }

        desk.Circuits.Report()["plugin:rogue:hook:hook"].Errors[0].Sentence.Should().Contain("0.777 s");
    }

    [Fact]
    public async Task A_person_who_goes_away_ends_the_wait_and_the_hook_is_not_to_blame()
    {
        using var entered = new SemaphoreSlim(0);
        await using var desk = await DeskUnderTest.OpenAsync(new HookScript("slow", async (_, token) =>
        {
            entered.Release();
            await new TaskCompletionSource().Task.WaitAsync(token);
        }));
        using var leaving = new CancellationTokenSource();
        var opening = desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, leaving.Token);
        await entered.WaitAsync(Patience.Limit);
        await leaving.CancelAsync();

        await FluentActions.Awaiting(() => opening.WaitAsync(Patience.Limit)).Should().ThrowAsync<OperationCanceledException>();
        desk.Circuits.IsFailing("plugin:slow:hook:hook").Should().BeFalse();
    }

    [Theory]
    [InlineData(HookFailure.Skip)]
    [InlineData(HookFailure.Refuse)]
    public async Task LP10_After_five_failures_a_hook_counts_as_failed_without_being_run_and_is_tried_again_later(HookFailure policy)
    {
        var fails = true;
        var hook = new HookScript("rogue", (_, _) => fails ? throw new InvalidOperationException("bang") : Task.CompletedTask) { Options = new HookOptions { OnFailure = policy } };
        await using var desk = await DeskUnderTest.OpenAsync(hook);
        Task<DeskResult> Open() => desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, default);
        for (var i = 0; i < Circuits.FailuresToOpen; i++)
        {
            await Open();
        }

        (await Open()).IsDone.Should().Be(policy == HookFailure.Skip);
        hook.Runs.Should().Be(Circuits.FailuresToOpen, "the circuit is open");
        fails = false;
        desk.Clock.Advance(Circuits.OpenFor);
        (await Open()).ShouldBeDone();
        hook.Runs.Should().Be(Circuits.FailuresToOpen + 1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_a_hook_writes_is_there_with_the_change_and_not_without_it(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider, new HookScript("votes", change => change.Write(Votes.VoteAsync)));
        var ticket = await desk.OpenTicketAsync();
        (await desk.CountVotesAsync()).Should().Be(1);

        (await desk.DoAsync(ticket, desk.Emma, new Reply("", []))).IsDone.Should().BeFalse();
        (await desk.DoAsync(ticket, desk.Alex, new SetStatus(Status.Open))).ShouldBeDone();
        (await desk.CountVotesAsync()).Should().Be(1, "nothing happened, so nothing is written with it");
    }

    public static TheoryData<string, string, HookFailure> BadWrites
    {
        get
        {
            var all = new TheoryData<string, string, HookFailure>();
            foreach (var provider in new[] { "sqlite", "postgres" })
            {
                foreach (var kind in new[] { "throws", "breaks a rule of its table", "bad SQL", "bad SQL that it swallows" })
                {
                    all.Add(provider, kind, HookFailure.Skip);
                    all.Add(provider, kind, HookFailure.Refuse);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(BadWrites))]
    public async Task A_hook_whose_writing_fails_takes_the_transaction_with_it_and_the_change_is_done_without_it_or_refused(string provider, string kind, HookFailure policy)
    {
        var good = new HookScript("good", change => change.Write(Votes.VoteAsync));
        var rogue = new HookScript("rogue", change => change.Write((unit, token) => WriteBadlyAsync(unit, kind, token))) { Options = new HookOptions { OnFailure = policy } };
        await using var desk = await DeskUnderTest.OpenAsync(provider, good, rogue);

        var result = await desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, default);

        // SQLite does not mind a statement that failed and was swallowed, so there was no failure.
        var fails = !(provider == "sqlite" && kind == "bad SQL that it swallows");
        desk.Circuits.IsFailing(rogue.Key).Should().Be(fails);
        desk.Circuits.IsFailing(good.Key).Should().BeFalse("LP6: the other hook did nothing wrong");
        if (fails && policy == HookFailure.Refuse)
        {
            result.ShouldBeRefused(RefusalKind.Unavailable, "desk.hook-failed");
            (await desk.CountVotesAsync()).Should().Be(0);
            (await desk.ReadAsync(tables => tables.AllTickets.CountAsync())).Should().Be(0);
            return;
        }

        result.ShouldBeDone().Ticket!.Number.Should().Be("000001", "the first attempt gave its number back");
        (await desk.CountVotesAsync()).Should().Be(1, "the good hook's work is there, and once");
        good.Runs.Should().Be(fails ? 2 : 1);
        (await desk.EventsAsync()).Should().Equal("ticket.opened/1");
    }

    [Fact]
    public async Task A_hook_that_inspects_well_and_writes_badly_opens_its_circuit_all_the_same()
    {
        var rogue = new HookScript("rogue", change => change.Write((_, _) => throw new InvalidOperationException("bang")));
        await using var desk = await DeskUnderTest.OpenAsync(rogue);
        for (var i = 0; i <= Circuits.FailuresToOpen; i++)
        {
            await desk.OpenTicketAsync();
        }

        rogue.Runs.Should().Be(Circuits.FailuresToOpen);
    }

    [Fact]
    public async Task A_hook_whose_writing_hangs_gives_the_gate_back_after_the_budget_and_is_left_out()
    {
        using var hang = new ManualResetEventSlim();
        var slow = new HookScript("slow", change => change.Write((_, token) =>
        {
            token.Register(hang.Wait);
            hang.Wait(CancellationToken.None);
            return Task.CompletedTask;
        }));
        var good = new HookScript("zzz", change => change.Write(Votes.VoteAsync));
        await using var desk = await DeskUnderTest.OpenAsync(slow, good);

        var opening = desk.Tickets.OpenAsync(new Open("x", "support", "x", []), desk.Emma, default);
        await desk.Clock.PassAsync(DeskStore.Budget);
        await desk.Clock.PassAsync(ForeignWrites.Grace);
        (await opening.WaitAsync(Patience.Limit)).ShouldBeDone();

        hang.Set();
        desk.Circuits.IsFailing(slow.Key).Should().BeTrue();
        desk.Circuits.IsFailing(good.Key).Should().BeFalse();
        (await desk.CountVotesAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Hooks_that_all_write_badly_are_left_out_one_after_the_other_and_there_is_an_end()
    {
        HookScript Bad(string id) => new(id, change => change.Write((_, _) => throw new InvalidOperationException(id)));
        HookScript[] hooks = [Bad("a"), Bad("b"), Bad("c")];
        await using var desk = await DeskUnderTest.OpenAsync(hooks);
        await desk.OpenTicketAsync();
        hooks.Select(hook => hook.Runs).Should().Equal(1, 2, 3);
    }

    private static async Task WriteBadlyAsync(IUnitOfWork unit, string kind, CancellationToken cancellationToken)
    {
        var votes = unit.Tables<VoteTables>();
        switch (kind)
        {
            case "throws":
                votes.Votes.Add(new Vote { Id = unit.NewId(), At = unit.Now });
                throw new InvalidOperationException("bang");
            case "breaks a rule of its table":
                var id = unit.NewId();
                await votes.Database.ExecuteSqlAsync($"INSERT INTO votes_vote (id, at) VALUES ({id}, {unit.Now.UtcDateTime})", cancellationToken);
                votes.Votes.Add(new Vote { Id = id, At = unit.Now });
                break;
            case "bad SQL":
                await votes.Database.ExecuteSqlAsync($"INSERT INTO nowhere VALUES (1)", cancellationToken);
                break;
            default:
                try
                {
                    await votes.Database.ExecuteSqlAsync($"INSERT INTO nowhere VALUES (1)", cancellationToken);
                }
                catch (System.Data.Common.DbException)
                {
                    // As plugins do.
                }

                break;
        }
    }
}
