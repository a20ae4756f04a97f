using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Host.Generations;

/// <summary>
/// A generation's pipeline, from routing to pages, without a server of its own. ASP.NET's context type is internal, so
/// it travels as an object.
/// </summary>
internal abstract class CapturedApplication
{
    public abstract object CreateContext(IFeatureCollection features);

    public abstract Task ProcessAsync(object context);

    public abstract void DisposeContext(object context, Exception? fault);

    public static CapturedApplication Of<TContext>(IHttpApplication<TContext> application) where TContext : notnull =>
        new Typed<TContext>(application);

    private sealed class Typed<TContext>(IHttpApplication<TContext> application) : CapturedApplication where TContext : notnull
    {
        public override object CreateContext(IFeatureCollection features) => application.CreateContext(features);

        public override Task ProcessAsync(object context) => application.ProcessRequestAsync((TContext)context);

        public override void DisposeContext(object context, Exception? fault) => application.DisposeContext((TContext)context, fault);
    }
}

/// <summary>Stands where an application expects its server, and keeps the application instead of serving it.</summary>
internal sealed class CapturingServer : IServer
{
    private CapturedApplication? _application;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public CapturedApplication Application => _application ?? throw new InvalidOperationException("The generation has not been started.");

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        _application = CapturedApplication.Of(application);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
