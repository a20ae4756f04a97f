using System.CommandLine;
using Helpdesk.Host.Databases;
using Helpdesk.Host.Generations;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk serve</c>: what runs day and night.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Where to listen, separated by semicolons, such as http://localhost:5080." };
    private static readonly Option<string> EnvironmentName = new("--environment") { Description = "Development or Production (the default)." };
    private static readonly Option<bool> Safe = new("--safe") { Description = "Without plugins, whatever is enabled; nothing that waits for them is lost." };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Seeds the demo company when the database is empty, also outside Development." };

    private static readonly Option<string[]> Plugins = new("--plugin") { Description = "A plugin that is being written: the folder it is built into. It is enabled, and loaded anew whenever it was built. May be given several times." };

    public static Command Create()
    {
        var command = new Command("serve", "Serves the desk (the default).");
        MakeDefault(command);
        return command;
    }

    public static void MakeDefault(Command command)
    {
        foreach (var option in new Option[] { Urls, EnvironmentName, Safe, Demo, Plugins })
        {
            command.Options.Add(option);
        }

        command.SetAction(ServeAsync);
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var args = new List<string>();
        Pass(Urls);
        Pass(EnvironmentName);
        args.AddRange((parsed.GetValue(Plugins) ?? []).Select((folder, place) => $"--{PluginWatch.Setting}:{place}={folder}"));
        try
        {
            return await Server.RunAsync([.. args], new ServeOptions(parsed.GetValue(Safe), parsed.GetValue(Demo)), cancellationToken);
        }
        catch (Exception fault) when (fault is SettingException or IOException)
        {
            return Verb.Fail(fault.Message);
        }
        catch (Exception fault) when (DatabaseFault.In(fault) is not null)
        {
            return Verb.Fail(Verb.Unusable(fault));
        }

        void Pass(Option<string> option)
        {
            if (parsed.GetValue(option) is { Length: > 0 } value)
            {
                args.AddRange([option.Name, value]);
            }
        }
    }
}
