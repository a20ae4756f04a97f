using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Demo;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Process;

/// <summary>Before anything else: the tables are brought up to date and hold what every desk needs.</summary>
internal sealed partial class FirstStart(SchemaKeeper schema, DeskSeed seed, DemoLogIns demo, FirstCode code, ServeOptions options, IHostEnvironment environment) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await schema.BringUpToDateAsync(cancellationToken);
        await seed.EnsureAsync(cancellationToken);
        if (options.Demo || environment.IsDevelopment())
        {
            await demo.EnsureAsync(cancellationToken);
        }

        await code.EnsureAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
