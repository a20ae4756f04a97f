using System.Reflection;
using Helpdesk.Host.Commands;

namespace Helpdesk.Testing;

/// <summary>The desk as a program, for whoever writes a plugin: its entry assembly names the plugin by a reference marked <c>PluginUnderTest</c>.</summary>
public static class DevelopmentDesk
{
    /// <summary>
    /// Serves the demo company at http://localhost:5080 with the plugin enabled, and loads it anew whenever it was built. With a verb of the desk's command
    /// line before everything else (<c>plugin pack …</c>) it does that instead.
    /// </summary>
    /// <param name="args">As given to the program.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is [{ } verb, ..] && !verb.StartsWith('-'))
        {
            return CommandLine.RunAsync(args);
        }

        Default("ASPNETCORE_ENVIRONMENT", "Development");
        var urls = args.Contains("--urls", StringComparer.Ordinal) ? Array.Empty<string>() : ["--urls", "http://localhost:5080"];
        return CommandLine.RunAsync([.. args, .. urls, "--plugin", PluginDesk.FolderOf(Assembly.GetEntryAssembly()!)]);
    }

    private static void Default(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
