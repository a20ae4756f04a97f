using Helpdesk.Engine.Storage.Schema;
using Helpdesk.Host.Databases;
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

    public static string Unusable(Exception fault) => $"The database can't be used: {DatabaseFault.In(fault)!.Message.ReplaceLineEndings(" ")}";

    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Failed;
    }
}
