using Helpdesk.Engine.Hooks;
using Helpdesk.Engine.Plugins;
using Helpdesk.Host.Loading;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>DESIGN §7: own services and extension points, never a replacement for what the desk does.</summary>
public sealed class PluginServicesTests : IDisposable
{
    private readonly Plugins _plugins = new("SampleV1");
    private readonly LoadedPlugin _sample;

    public PluginServicesTests() => _sample = _plugins.Load("sample");

    public void Dispose() => _plugins.Dispose();

    public static TheoryData<Action<IServiceCollection>, string> Refused => new()
    {
        { services => services.AddSingleton(TimeZoneInfo.Utc).AddSingleton(new Circuits(TimeProvider.System)), "Circuits" },
        { services => services.AddSingleton<ITicketHook, NoHook>(), "ITicketHook" },
        { services => services.AddKeyedSingleton<ITicketHook, NoHook>("key"), "ITicketHook" },
        { services => services.AddSingleton<PluginCatalogue>(_ => null!), "PluginCatalogue" },
        { services => services.AddSingleton<IEnumerable<ITicketHook>>([]), "IEnumerable<ITicketHook>" },
        { services => services.AddSingleton<ITicketHook[]>([]), "ITicketHook[]" },
        { services => services.Configure<HookOptions>(_ => { }), "IConfigureOptions<HookOptions>" },
        { services => services.AddSingleton<Autofac.IContainer>(_ => null!), "IContainer" },
        { services => services.AddSingleton(typeof(ILogger<Circuits>), _ => null!), "ILogger<Circuits>" },
        { services => services.AddHostedService<NoService>(), "a plugin has jobs and pages instead" },
        { services => services.AddTransient<IStartupFilter>(_ => null!), "a plugin has jobs and pages instead" },
        { services => services.Configure<MvcOptions>(_ => { }), "It sets MvcOptions" },
        { services => services.PostConfigure<MvcOptions>(_ => { }), "It sets MvcOptions" },
        { services => services.AddRazorPages(), "which are the desk's" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_belongs_to_the_desk_is_refused(Action<IServiceCollection> register, string named)
    {
        PluginServices.Refusal(Contributes(register), _sample.Assembly).Should().Contain(named);
    }

    [Fact]
    public void What_is_the_plugins_own_and_what_the_framework_offers_is_fine()
    {
        var own = _sample.Assembly.GetType("Helpdesk.Fixtures.Sample.Tables.Entry", throwOnError: true)!;
        var contributions = Contributes(services =>
        {
            services.AddSingleton(own);
            services.AddSingleton(typeof(IList<>).MakeGenericType(own), _ => null!);
            services.AddSingleton(typeof(IConfigureOptions<>).MakeGenericType(own), _ => null!);
            services.AddHttpClient("own", client => client.BaseAddress = new Uri("https://example.org"));
            services.AddMemoryCache(options => options.SizeLimit = 10);
            services.AddLogging();
        });

        PluginServices.Refusal(contributions, _sample.Assembly).Should().BeNull();
    }

    [Fact]
    public void A_service_of_another_plugin_is_not_the_plugins_own()
    {
        _plugins.Lay("SampleV2");
        var other = _plugins.Load("sample", "2.0.0").Assembly.GetType("Helpdesk.Fixtures.Sample.Tables.Entry", throwOnError: true)!;

        PluginServices.Refusal(Contributes(services => services.AddSingleton(other)), _sample.Assembly).Should().Contain("It registers Entry");
    }

    [Fact]
    public void A_service_of_the_framework_that_is_there_already_stands()
    {
        var desk = new ServiceCollection();
        using var cache = new MemoryCache(new MemoryCacheOptions());
        desk.AddSingleton<IMemoryCache>(cache);
        desk.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));

        Contributes(services =>
        {
            services.AddSingleton<IMemoryCache>(_ => throw new InvalidOperationException("The plugin's cache was asked for."));
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        }).AddTo(desk);

        using var provider = desk.BuildServiceProvider();
        provider.GetServices<IMemoryCache>().Should().Equal(cache);
        provider.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.MinLevel.Should().Be(LogLevel.Error);
    }

    [Fact]
    public void A_service_of_the_framework_that_nobody_has_yet_is_added_the_first_one_stands()
    {
        var desk = new ServiceCollection();
        using var first = new MemoryCache(new MemoryCacheOptions());
        using var second = new MemoryCache(new MemoryCacheOptions());

        Contributes(services => services.AddSingleton<IMemoryCache>(first)).AddTo(desk);
        Contributes(services => services.AddSingleton<IMemoryCache>(second)).AddTo(desk);

        using var provider = desk.BuildServiceProvider();
        provider.GetServices<IMemoryCache>().Should().Equal(first);
    }

    [Fact]
    public void Each_plugin_has_the_clients_it_described()
    {
        var desk = new ServiceCollection();
        Contributes(services => services.AddHttpClient("a", client => client.BaseAddress = new Uri("https://a.example"))).AddTo(desk);
        Contributes(services => services.AddHttpClient("b").ConfigureHttpClient((_, client) => client.BaseAddress = new Uri("https://b.example"))).AddTo(desk);

        using var provider = desk.BuildServiceProvider();
        var clients = provider.GetRequiredService<IHttpClientFactory>();

        clients.CreateClient("a").BaseAddress.Should().Be(new Uri("https://a.example"));
        clients.CreateClient("b").BaseAddress.Should().Be(new Uri("https://b.example"));
    }

    [Fact]
    public void Settings_of_the_web_under_a_name_of_the_plugins_own_are_added_to_those_of_the_desk()
    {
        var desk = new ServiceCollection();
        desk.Configure<CookieAuthenticationOptions>("desk", options => options.LoginPath = "/sign-in");
        var contributions = Contributes(services => services.Configure<CookieAuthenticationOptions>("own", options => options.LoginPath = "/own"));

        PluginServices.Refusal(contributions, _sample.Assembly).Should().BeNull();
        contributions.AddTo(desk);

        using var provider = desk.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        options.Get("own").LoginPath.Value.Should().Be("/own");
        options.Get("desk").LoginPath.Value.Should().Be("/sign-in");
    }

    [Fact]
    public void What_was_asked_for_is_settled_once_Configure_has_returned()
    {
        var services = _sample.Configure().Services;

        services.Invoking(late => late.AddSingleton(new NoHook())).Should().Throw<InvalidOperationException>();
    }

    private static PluginContributions Contributes(Action<IServiceCollection> register)
    {
        var contributions = new PluginContributions("sample", new ServiceCollection());
        register(contributions.Services);
        return contributions;
    }

    private sealed class NoHook : ITicketHook
    {
        public Task InspectAsync(ProposedChange change, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
