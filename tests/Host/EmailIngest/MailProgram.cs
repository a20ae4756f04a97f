using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary><c>helpdesk mail parse</c> and <c>mail replay</c>, as a person or a script calls it: where nothing is configured, and nothing may be written.</summary>
internal static class MailProgram
{
    public static Task<(int Code, string Output, string Errors)> RunAsync(byte[] input, params string[] args) => RunAsync("parse", input, dataDirectory: null, args);

    /// <param name="dataDirectory">The desk's; unless told one that nobody can make.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string command, byte[] input, string? dataDirectory, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [DeskProcess.Program, "mail", command, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            WorkingDirectory = Path.GetTempPath(),
        };
        // A setting that nobody can read would end every verb that reads settings.
        start.Environment["HELPDESK__DataDirectory"] = dataDirectory ?? "/proc/nowhere";
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await using (var stream = process.StandardInput.BaseStream)
        {
            await stream.WriteAsync(input);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }

    public static async Task<JsonElement> ReadAsync(string mail, params string[] args)
    {
        var (code, output, errors) = await RunAsync(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), args);
        code.Should().Be(0, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Many mails in one process, in order.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAllAsync(IEnumerable<string> paths, params string[] args)
    {
        var (code, output, errors) = await RunAsync(Encoding.UTF8.GetBytes(string.Join('\n', paths)), ["--batch", .. args]);
        code.Should().Be(0, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
