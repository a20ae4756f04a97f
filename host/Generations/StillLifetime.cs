using Microsoft.Extensions.Hosting;

namespace Helpdesk.Host.Generations;

/// <summary>A generation listens to no signals: the process does, and stops the generations.</summary>
internal sealed class StillLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
