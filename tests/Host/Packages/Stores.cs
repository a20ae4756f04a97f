using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>What a command has of a data directory while no server runs on it.</summary>
internal static class Stores
{
    public static ServiceProvider Of(string dataDirectory, string? bundled = null) =>
        new ServiceCollection().AddLogging()
            .AddStores(new ConfigurationBuilder().AddInMemoryCollection([new(DataDirectory.Setting, dataDirectory)]).Build())
            .AddSingleton(PluginFolders.Of(dataDirectory) with { Bundled = bundled ?? Path.Combine(dataDirectory, "bundled") })
            .BuildServiceProvider();
}
