using System.Diagnostics;
using System.Globalization;
using Helpdesk.Testing;

namespace Helpdesk.Bench.Twins;

/// <summary>A twin in a process of its own, so that its CPU time can be told from ours.</summary>
internal sealed class TwinProcess : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;

    private TwinProcess(System.Diagnostics.Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <param name="verb">What this program is called with; the address comes behind it.</param>
    public static async Task<TwinProcess> StartAsync(params string[] verb)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Loopback.FreePort()}"));
        var twin = new TwinProcess(System.Diagnostics.Process.Start("dotnet", [typeof(TwinProcess).Assembly.Location, .. verb, address.ToString()]), address);
        using var client = new HttpClient { BaseAddress = address };
        await Patience.UntilAsync(
            async () =>
            {
                try
                {
                    using var answer = await client.GetAsync("/nothing");
                    return true;
                }
                catch (HttpRequestException) when (!twin._process.HasExited)
                {
                    return false;
                }
            },
            "the twin answers");
        return twin;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
