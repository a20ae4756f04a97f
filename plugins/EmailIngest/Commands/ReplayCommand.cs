using System.CommandLine;
using System.Text;
using System.Text.Json;
using Helpdesk.EmailIngest.Replay;
using Helpdesk.Engine.Plugins.Commands;
using Helpdesk.Engine.Plugins.Trials;

namespace Helpdesk.EmailIngest.Commands;

/// <summary>
/// <c>helpdesk mail replay</c>: what a desk would do with these mails. It reads them, judges them and answers them by the code of a desk that
/// serves, on one that is thrown away; nothing is sent.
/// </summary>
internal sealed class ReplayCommand(ITrialDesks desks) : IPluginCommand
{
    private const int Done = 0;
    private const int WrongArguments = 2;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <inheritdoc />
    public async Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var input = new Option<string?>("--input") { Description = "The file that the scenario is in; standard input unless told. Paths of mails are relative to it." };
        var batch = new Option<bool>("--batch") { Description = "Paths of scenarios come by standard input, a line each; a line of JSON goes out for each." };
        var texts = new Option<bool>("--texts") { Description = "Says for each step what staff then read on its ticket." };
        var root = new RootCommand("Plays a scenario (JSON) on an empty desk and says of each step, as a line of JSON, what was decided, why, and what would be sent.") { input, batch, texts };
        root.SetAction((parsed, token) => PlayAsync(call, parsed.GetValue(input), parsed.GetValue(batch), parsed.GetValue(texts), token));
        var typed = root.Parse(call.Arguments);
        var status = await typed.InvokeAsync(new InvocationConfiguration { Error = call.Errors }, cancellationToken);
        return typed.Errors.Count > 0 ? WrongArguments : status;
    }

    private async Task<int> PlayAsync(CommandCall call, string? input, bool batch, bool texts, CancellationToken cancellationToken)
    {
        await using var output = new StreamWriter(call.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        if (batch)
        {
            return await ManyAsync(call, output, texts, cancellationToken);
        }

        try
        {
            foreach (var step in await OneAsync(call, input, texts, cancellationToken))
            {
                await output.WriteLineAsync(PlayedJson.Of(step));
            }

            return Done;
        }
        catch (ScenarioException fault)
        {
            await call.Errors.WriteLineAsync(fault.Message);
            return WrongArguments;
        }
    }

    /// <summary>What is wrong with one is said in its line; the others are played all the same.</summary>
    private async Task<int> ManyAsync(CommandCall call, StreamWriter output, bool texts, CancellationToken cancellationToken)
    {
        var status = Done;
        using var paths = new StreamReader(call.Input, Encoding.UTF8);
        while (await paths.ReadLineAsync(cancellationToken) is { } path)
        {
            try
            {
                await output.WriteLineAsync(PlayedJson.Of(path, await OneAsync(call, path, texts, cancellationToken)));
            }
            catch (ScenarioException fault)
            {
                await output.WriteLineAsync(PlayedJson.Of(path, fault.Message));
                status = WrongArguments;
            }
        }

        return status;
    }

    private async Task<IReadOnlyList<PlayedStep>> OneAsync(CommandCall call, string? path, bool texts, CancellationToken cancellationToken)
    {
        var scenario = await ReadAsync(call, path, cancellationToken);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path ?? "."))!;
        return await new ScenarioPlayer(desks, path is null ? Directory.GetCurrentDirectory() : folder, texts).PlayAsync(scenario, cancellationToken);
    }

    private static async Task<Scenario> ReadAsync(CommandCall call, string? path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = path is null ? null : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return await JsonSerializer.DeserializeAsync<Scenario>(file ?? call.Input, Options, cancellationToken) ?? throw new ScenarioException("The scenario is empty.");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{path ?? "The scenario"} can't be read: {fault.Message}");
        }
    }
}
