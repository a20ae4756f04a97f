using System.Net;
using Helpdesk.Engine.Plugins;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Generations;

/// <summary>
/// Tries a generation before it serves anybody: every contribution can be made, and the core's pages answer. It also
/// pays for the first request, so that no customer does.
/// </summary>
internal static class SmokeTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] CorePages = ["/health/live", "/sign-in"];

    /// <summary>Asks for the core's pages.</summary>
    public static async Task AnswerAsync(Generation generation, CancellationToken cancellationToken)
    {
        foreach (var page in CorePages)
        {
            var status = await GetAsync(generation.Pipeline, page).WaitAsync(Patience, cancellationToken);
            if (status != (int)HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"The page {page} answers {status}.");
            }
        }
    }

    /// <summary>Makes everything that a plugin contributes.</summary>
    /// <exception cref="PluginFaultException">Something can't be made.</exception>
    public static async Task MakeAllAsync(IServiceProvider services, Member member, CancellationToken cancellationToken)
    {
        var contributions = member.Contributions;
        var all = contributions.Hooks.Select(hook => (hook.Name, hook.HookType))
            .Concat(contributions.Receivers.Select(receiver => (receiver.Name, receiver.HandlerType)))
            .Concat(contributions.Panels.Select(panel => (panel.Name, panel.PanelType)))
            .Concat(contributions.Suggestions.Select(source => (source.Name, source.SourceType)))
            .Concat(contributions.PersonalData.Select(source => (source.Name, source.SourceType)))
            .Concat(contributions.Watches.Select(watch => (watch.Name, watch.WatchType)))
            .Concat(contributions.HealthReports.Select(report => (report.Name, report.ReportType)))
            .Concat(contributions.Settings?.TestType is { } test ? [("settings test", test)] : [])
            .Concat(contributions.DemoContent is { } demo ? [("demo content", demo)] : []);
        foreach (var (name, type) in all)
        {
            try
            {
                // On the pool and with an end to our patience: a constructor may hang as well as throw.
                await Task.Run(() => MakeAsync(services, type), cancellationToken).WaitAsync(Patience, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new PluginFaultException(member.Id, $"'{name}' ({type.Name}) could not be made: {Innermost(fault)}", fault);
            }
        }
    }

    private static async Task MakeAsync(IServiceProvider services, Type type)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService(type);
    }

    private static string Innermost(Exception fault)
    {
        var inner = fault;
        while (inner.InnerException is { } next)
        {
            inner = next;
        }

        return $"{inner.GetType().Name}: {inner.Message}";
    }

    private static async Task<int> GetAsync(CapturedApplication pipeline, string path)
    {
        var features = new DefaultHttpContext().Features;
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        request.Method = HttpMethods.Get;
        request.Scheme = "http";
        request.Path = path;
        request.Headers.Host = "localhost";
        request.Protocol = "HTTP/1.1";
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        var context = pipeline.CreateContext(features);
        try
        {
            await pipeline.ProcessAsync(context);
            pipeline.DisposeContext(context, null);
        }
        catch (Exception fault)
        {
            pipeline.DisposeContext(context, fault);
            throw;
        }

        return features.GetRequiredFeature<IHttpResponseFeature>().StatusCode;
    }
}
