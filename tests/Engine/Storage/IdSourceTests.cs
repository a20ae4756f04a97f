using Helpdesk.Engine.Storage;
using Helpdesk.Testing;

namespace Helpdesk.Engine.Tests.Storage;

public sealed class IdSourceTests
{
    [Fact]
    public void Ids_ascend_though_the_clock_stands_still()
    {
        var ids = new IdSource(new TestClock(), node: 1);

        // More than the 4096 that a millisecond has room for.
        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();

        made.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Ids_ascend_though_the_clock_is_set_back()
    {
        var time = new SettableTime();
        var ids = new IdSource(time, node: 1);

        var before = ids.Next();
        time.Now = time.Now.AddDays(-1);
        var after = ids.Next();

        after.Should().BeGreaterThan(before);
    }

    [Fact]
    public void Ids_ascend_when_the_server_settles_on_a_lower_node()
    {
        var ids = new IdSource(new TestClock(), node: 1000);

        var passing = ids.Next();
        ids.Settle(3);
        var settled = ids.Next();

        settled.Should().BeGreaterThan(passing);
    }

    [Fact]
    public void Ids_are_unlike_across_threads_and_nodes()
    {
        var time = new TestClock();
        var sources = Enumerable.Range(0, 4).Select(node => new IdSource(time, node)).ToList();
        var made = new System.Collections.Concurrent.ConcurrentBag<long>();

        Parallel.For(0, 16, thread =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                made.Add(sources[thread % sources.Count].Next());
            }
        });

        made.Distinct().Should().HaveCount(16 * 5_000);
    }

    [Fact]
    public void An_id_tells_when_it_was_made_to_the_millisecond()
    {
        var time = new TestClock();
        time.Advance(TimeSpan.FromMilliseconds(123));

        IdSource.InstantOf(new IdSource(time, node: 1023).Next()).Should().Be(time.GetUtcNow());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1024)]
    public void A_node_number_that_does_not_fit_is_refused(int node)
    {
        var settle = () => new IdSource(new TestClock()).Settle(node);

        settle.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Whoever_only_passes_by_takes_a_node_that_no_server_claims()
    {
        var nodes = Enumerable.Range(0, 200).Select(_ => (new IdSource(new TestClock()).Next() >> 12) & 1023);

        nodes.Should().OnlyContain(node => node >= IdSource.FirstPassingNode);
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
