using Hangfire;
using Hangfire.Server;
using Helpdesk.Engine.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Helpdesk.Host.Jobs;

/// <summary>Hangfire's server: the hands of the outbox and its clock, for as long as the process lives.</summary>
internal sealed class HangfireHands(JobStorage storage, IServiceProvider services, InHand inHand, OutboxQueue queue, JobQueues queues) : IHostedService, IDisposable
{
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(20);

    private BackgroundJobServer? _server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new BackgroundJobServerOptions
        {
            WorkerCount = InHand.Hands,
            Queues = [.. queues.All],
            Activator = new ProcessActivator(services),
            SchedulePollingInterval = TimeSpan.FromSeconds(5),
            StopTimeout = TimeSpan.Zero,
            ShutdownTimeout = TimeToFinish,
            CancellationCheckInterval = TimeSpan.FromSeconds(2),
        };
        _server = new BackgroundJobServer(options, storage, additionalProcesses: Array.Empty<IBackgroundProcess>());
        return Task.CompletedTask;
    }

    /// <summary>What is running may finish; what was not begun goes back, so that nobody has to wait for its lease to end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            server.SendStop();
            await server.WaitForShutdownAsync(cancellationToken);
        }

        await queue.GiveBackAsync(inHand.All(), CancellationToken.None);
    }

    public void Dispose() => _server?.Dispose();

    private sealed class ProcessActivator(IServiceProvider services) : JobActivator
    {
        public override object ActivateJob(Type jobType) => services.GetRequiredService(jobType);

        public override JobActivatorScope BeginScope(JobActivatorContext context) => new Scope(this);

        private sealed class Scope(ProcessActivator activator) : JobActivatorScope
        {
            public override object Resolve(Type type) => activator.ActivateJob(type);
        }
    }
}
