using System.CommandLine;
using System.Text;
using Helpdesk.EmailIngest.Reading;
using Helpdesk.Engine.Plugins.Commands;

namespace Helpdesk.EmailIngest.Commands;

/// <summary>
/// <c>helpdesk mail parse</c>: reads by the same code as a mail that arrives, so that what it prints is what a ticket would be made of.
/// </summary>
internal sealed class ParseCommand : IPluginCommand
{
    private const int WrongArguments = 2;

    /// <inheritdoc />
    public async Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var input = new Option<string?>("--input") { Description = "The file that the mail is in; standard input unless told." };
        var charset = new Option<string?>("--fallback-charset") { Description = "What bytes mean that declare nothing and are not UTF-8; windows-1252 unless told." };
        var extract = new Option<string?>("--extract") { Description = "A folder to write the attachments to, as 001.bin, 002.bin … in their order." };
        var batch = new Option<bool>("--batch") { Description = "Paths come by standard input, a line each; a line of JSON goes out for each." };
        var root = new RootCommand("Reads one mail (RFC 5322) and writes what was understood of it as one JSON object. It needs no database, network, configuration or clock.") { input, charset, extract, batch };
        root.SetAction((parsed, token) => ReadAsync(call, parsed.GetValue(input), parsed.GetValue(charset), parsed.GetValue(extract), parsed.GetValue(batch), token));
        var typed = root.Parse(call.Arguments);
        var status = await typed.InvokeAsync(new InvocationConfiguration { Error = call.Errors }, cancellationToken);
        return typed.Errors.Count > 0 ? WrongArguments : status;
    }

    private static async Task<int> ReadAsync(CommandCall call, string? input, string? charset, string? extract, bool batch, CancellationToken cancellationToken)
    {
        using var paths = new StreamReader(call.Input, Encoding.UTF8);
        return await new ParseRun(paths, call.Input, call.Output, call.Errors).RunAsync(input, charset, extract, batch, cancellationToken);
    }
}
