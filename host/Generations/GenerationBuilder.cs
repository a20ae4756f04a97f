using Autofac;
using Autofac.Extensions.DependencyInjection;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Helpdesk.Host.Generations;

/// <summary>
/// Builds a generation beside the running one: an application with its own container, pages, tables and contributions.
/// What outlives generations is handed in and belongs to the process.
/// </summary>
internal sealed class GenerationBuilder(ProcessInstances process, IHostEnvironment environment, SchemaKeeper schema, StartMarks marks)
{
    private int _number;

    /// <exception cref="PluginFaultException">A plugin is at fault; the sentence says how.</exception>
    public async Task<Generation> BuildAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        var contributions = new Contributions([CoreContributions.Build(), .. members.Select(member => member.Contributions)]);
        var models = PluginModels(members);
        var store = process.Store(contributions, models);
        var application = ComposeOrBlame(members, contributions, store);
        var generation = new Generation(
            Interlocked.Increment(ref _number),
            application,
            await StartAsync(application, cancellationToken),
            contributions,
            async () =>
            {
                await application.StopAsync(CancellationToken.None);
                await application.DisposeAsync();
                await (models?.DisposeAsync() ?? ValueTask.CompletedTask);
            });
        try
        {
            foreach (var member in members)
            {
                // Its migrations and its constructors run here: they may end the process as well as fail.
                using var mark = marks.Begin(member.Id);
                await BringTablesUpToDateAsync(member, store, cancellationToken);
                await SmokeTest.MakeAllAsync(generation.Services, member, cancellationToken);
            }

            await SmokeTest.AnswerAsync(generation, cancellationToken);
            return generation;
        }
        catch
        {
            generation.Retire();
            throw;
        }
    }

    private WebApplication ComposeOrBlame(IReadOnlyList<Member> members, Contributions contributions, DeskStore store)
    {
        try
        {
            return Compose(members, contributions, store);
        }
        catch (PluginLoadException fault)
        {
            throw new PluginFaultException(fault.PluginId, fault.Message, fault);
        }
    }

    private WebApplication Compose(IReadOnlyList<Member> members, Contributions contributions, DeskStore store)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(GenerationBuilder).Assembly.GetName().Name,
            EnvironmentName = environment.EnvironmentName,
            ContentRootPath = environment.ContentRootPath,
            WebRootPath = Path.Combine(environment.ContentRootPath, "wwwroot"),
        });
        builder.Services.AddSingleton<IServer, CapturingServer>();
        builder.Services.AddSingleton<IHostLifetime, StillLifetime>();
        builder.Services.AddSingleton(contributions);
        builder.Services.AddGeneration(process.Configuration, process.Address, process.Providers, [.. members.Select(member => member.Plugin)]);
        foreach (var member in members)
        {
            AddMember(builder.Services, member);
        }

        // After everything else, so that nothing registers its own of what belongs to the process.
        builder.Host.UseServiceProviderFactory(new AutofacServiceProviderFactory(container =>
        {
            container.RegisterInstance(store).ExternallyOwned();
            process.AddTo(container);
        }));
        var application = builder.Build();
        application.UseGeneration([.. members.Select(member => member.Plugin)]);
        return application;
    }

    private static void AddMember(IServiceCollection services, Member member)
    {
        var contributions = member.Contributions;
        contributions.AddTo(services);
        var types = contributions.Hooks.Select(hook => hook.HookType)
            .Concat(contributions.Receivers.Select(receiver => receiver.HandlerType))
            .Concat(contributions.Panels.Select(panel => panel.PanelType))
            .Concat(contributions.Suggestions.Select(source => source.SourceType))
            .Concat(contributions.PersonalData.Select(source => source.SourceType))
            .Concat(contributions.Watches.Select(watch => watch.WatchType))
            .Concat(contributions.HealthReports.Select(report => report.ReportType))
            .Concat(contributions.Settings?.TestType is { } test ? [test] : [])
            .Concat(contributions.DemoContent is { } demo ? [demo] : []);
        foreach (var type in types)
        {
            services.TryAddScoped(type);
        }
    }

    /// <summary>EF's services for the plugins' tables: they belong to this generation and are collected with it.</summary>
    private ServiceProvider? PluginModels(IReadOnlyList<Member> members)
    {
        if (!members.Any(member => member.Contributions.Tables.Count > 0))
        {
            return null;
        }

        var services = new ServiceCollection();
        process.Database.AddModels(services);
        return services.BuildServiceProvider();
    }

    private static async Task<CapturedApplication> StartAsync(WebApplication application, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
            return ((CapturingServer)application.Services.GetRequiredService<IServer>()).Application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    private async Task BringTablesUpToDateAsync(Member member, DeskStore store, CancellationToken cancellationToken)
    {
        foreach (var tables in member.Contributions.Tables)
        {
            try
            {
                await schema.BringUpToDateAsync(store, tables, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                throw new PluginFaultException(member.Id, $"Its tables could not be brought up to date: {fault.Message}", fault);
            }
        }
    }
}
