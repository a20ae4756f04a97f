using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;

namespace Helpdesk.Testing;

/// <summary>A desk in a process of its own, which a test may kill, stop and start again on the same data.</summary>
internal sealed class DeskProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _log = [];

    private DeskProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>The built program, as an operator runs it; HELPDESK_PROGRAM names another, such as a published one.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("HELPDESK_PROGRAM") ?? Path.Combine(
        Repository.Folder, "host", "bin", typeof(DeskProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net10.0", "Helpdesk.Host.dll");

    /// <summary>What the process has written so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    /// <summary>Starts a desk and waits until it answers.</summary>
    public static async Task<DeskProcess> StartAsync(string dataDirectory, IReadOnlyDictionary<string, string>? environment = null, params string[] args)
    {
        var desk = Begin(dataDirectory, environment, args);
        using var client = desk.Client();
        try
        {
            await Patience.UntilAsync(
                async () =>
                {
                    if (desk.HasEnded)
                    {
                        throw new InvalidOperationException($"The desk ended at once:\n{desk.Log}");
                    }

                    try
                    {
                        return (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                },
                "the desk answers");
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a desk and does not wait for anything.</summary>
    public static DeskProcess Begin(string dataDirectory, IReadOnlyDictionary<string, string>? environment = null, params string[] args)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Loopback.FreePort()}"));
        var process = Start(dataDirectory, environment, ["serve", "--urls", address.ToString(), "--demo", .. args]);
        var desk = new DeskProcess(process, address);
        process.OutputDataReceived += (_, line) => desk.Note(line.Data);
        process.ErrorDataReceived += (_, line) => desk.Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return desk;
    }

    /// <summary>Runs a verb of the command line to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string dataDirectory, IReadOnlyDictionary<string, string>? environment, params string[] args)
    {
        using var process = Start(dataDirectory, environment, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience.Limit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }

    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
        Timeout = Patience.Limit,
    };

    /// <summary>kill -9: no farewell, nothing flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, such as <c>STOP</c>, <c>CONT</c> or <c>TERM</c>; after <c>STOP</c> every thread stands still.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (signal == "STOP")
        {
            await Patience.UntilAsync(() => Task.FromResult(StandsStill()), "all of the process stands still");
        }
    }

    /// <summary>A signal is sent before it arrives: each thread's state comes behind its name (proc(5)), T is stopped.</summary>
    private bool StandsStill()
    {
        try
        {
            return !OperatingSystem.IsLinux()
                || Directory.EnumerateDirectories($"/proc/{Id.ToString(CultureInfo.InvariantCulture)}/task")
                    .Select(thread => File.ReadAllText(Path.Combine(thread, "stat")))
                    .All(stat => stat[stat.LastIndexOf(')')..].StartsWith(") T", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // A thread that ends while it is looked at does not stand still.
            return false;
        }
    }

    public Task WaitForEndAsync() => _process.WaitForExitAsync().WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string dataDirectory, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["HELPDESK__DataDirectory"] = dataDirectory;
        // These tests are about processes that come and go; hundreds of articles would be in their way.
        start.Environment["HELPDESK__Demo__Contents"] = "false";
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        foreach (var (name, value) in environment ?? ReadOnlyDictionary<string, string>.Empty)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.Add(line);
            }
        }
    }
}
