using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Jobs;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>Who waits on two queues of Hangfire's memory leaves a handle in one of them each time the other wakes her.</summary>
public sealed class JobQueuesTests
{
    [Fact]
    public void In_memory_there_is_one_queue() =>
        new JobQueues(new InMemoryStorage(), new NodeIdentity("one")).All.Should().Equal("outbox-one");

    [Fact]
    public void Of_a_storage_that_servers_share_each_has_its_own_and_the_clock_s() =>
        new JobQueues(Shared(), new NodeIdentity("one")).All.Should().Equal("outbox-one", EnqueuedState.DefaultQueue);

    private static PostgreSqlStorage Shared()
    {
        var options = new PostgreSqlStorageOptions { PrepareSchemaIfNecessary = false };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory("Host=127.0.0.1", options), options);
    }
}
