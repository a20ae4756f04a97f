using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// A certified OpenID Connect provider of this test process (<c>tests/Oidc</c>), on the loopback alone. It reads from us, and ends when this
/// process does, by whatever.
/// </summary>
internal sealed class OidcServer : IDisposable
{
    private readonly Process _process;

    private OidcServer(Process process, int port, string secret)
    {
        _process = process;
        Issuer = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        ClientSecret = secret;
    }

    public Uri Issuer { get; }

    public string ClientSecret { get; }

    /// <summary>Without its packages the test is skipped, or fails where HELPDESK_REQUIRE=all.</summary>
    public static async Task<OidcServer> RequireAsync()
    {
        var folder = Path.Combine(Repository.Folder, "tests", "Oidc");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
        {
            Required.Missing("The packages of tests/Oidc are not installed: './test' does that, or 'npm ci' in that folder.");
        }

        var (port, secret) = (Loopback.FreePort(), RandomNumberGenerator.GetHexString(32));
        var process = Process.Start(new ProcessStartInfo("node", ["provider.mjs", port.ToString(CultureInfo.InvariantCulture), secret])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                return new OidcServer(process, port, secret);
            }
        }

        throw new InvalidOperationException("The OpenID Connect provider did not start.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
