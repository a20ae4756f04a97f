using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Packages;
using Helpdesk.Host.Process;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;

namespace Helpdesk.Host.Commands;

/// <summary>What every verb that works on the desk's data has in common: services, tables that are up to date, errors in a sentence.</summary>
internal static class Verb
{
    public const int Failed = 1;

    public static async Task<int> RunAsync(Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken, bool needsTables = true)
    {
        try
        {
            var configuration = Settings.Read();
            var services = new ServiceCollection();
            Observability.AddLogging(services, configuration, new HostingEnvironment { EnvironmentName = "Production" }, toStandardError: true);
            services.AddStores(configuration);
            await using var provider = services.BuildServiceProvider();
            if (needsTables)
            {
                await provider.GetRequiredService<SchemaKeeper>().BringUpToDateAsync(cancellationToken);
            }

            return await work(provider, cancellationToken);
        }
        catch (SettingException fault)
        {
            return Fail(fault.Message);
        }
        catch (Exception fault) when (DatabaseFault.In(fault) is not null)
        {
            return Fail(Unusable(fault));
        }
    }

    /// <summary>Work on files and packages: what is refused, or can't be read or written, is said in a sentence.</summary>
    public static async Task<int> RefusedAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is PackageRefusedException or IOException or UnauthorizedAccessException)
        {
            return Fail(fault.Message);
        }
    }

    public static string Unusable(Exception fault) => $"The database can't be used: {DatabaseFault.In(fault)!.Message.ReplaceLineEndings(" ")}";

    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Failed;
    }
}
