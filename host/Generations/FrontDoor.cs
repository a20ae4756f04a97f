using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Host.Generations;

/// <summary>
/// Stands before Kestrel: whatever application the process hands to its server, each request goes to the generation
/// that serves when it arrives, and stays with it to its end.
/// </summary>
internal sealed class FrontDoor(IServer server, GenerationSwitch generations) : IServer
{
    public IFeatureCollection Features => server.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull =>
        server.StartAsync(new LeasedApplication(generations), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private sealed class LeasedApplication(GenerationSwitch generations) : IHttpApplication<LeasedContext>
    {
        public LeasedContext CreateContext(IFeatureCollection contextFeatures)
        {
            var lease = generations.Lease();
            try
            {
                contextFeatures.Set<IGenerationFeature>(new GenerationFeature(lease.Generation));
                return new LeasedContext(lease, lease.Generation.Pipeline, lease.Generation.Pipeline.CreateContext(contextFeatures));
            }
            catch
            {
                lease.Dispose();
                throw;
            }
        }

        public Task ProcessRequestAsync(LeasedContext context) => context.Pipeline.ProcessAsync(context.Inner);

        /// <summary>The lease ends here and not with the pipeline: a request's services are disposed of in between.</summary>
        public void DisposeContext(LeasedContext context, Exception? exception)
        {
            try
            {
                context.Pipeline.DisposeContext(context.Inner, exception);
            }
            finally
            {
                context.Lease.Dispose();
            }
        }
    }

    private sealed record LeasedContext(GenerationLease Lease, CapturedApplication Pipeline, object Inner);

    private sealed record GenerationFeature(Generation Generation) : IGenerationFeature;
}

/// <summary>Tells a request which generation it is in.</summary>
internal interface IGenerationFeature
{
    Generation Generation { get; }
}
