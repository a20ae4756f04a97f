using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Process;

/// <summary>Where settings come from, weakest first: appsettings.json, the environment (<c>HELPDESK__Database__Provider</c>), the command line.</summary>
internal static class Settings
{
    public const string Prefix = "HELPDESK__";

    public static void Add(IConfigurationBuilder configuration, string[] args) =>
        configuration.AddEnvironmentVariables(Prefix).AddCommandLine(args);

    /// <summary>For the verbs that don't serve.</summary>
    public static IConfigurationRoot Read()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Production";
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables();
        Add(configuration, []);
        return configuration.Build();
    }
}
