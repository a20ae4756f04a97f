using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Engine.Plugins;

/// <summary>A service of a plugin that the desk asks something.</summary>
/// <param name="Key">Its circuit's.</param>
/// <param name="Budget">The longest that one question may take.</param>
internal sealed record ForeignSource(string Key, string PluginId, Type Type, TimeSpan Budget);

/// <summary>
/// Asks plugins something while somebody waits for a page, each with its own scope, budget and circuit. One that throws or hangs has said nothing; its
/// administrator reads why, and whoever waits never hears of it (LP1).
/// </summary>
internal sealed partial class ForeignQuestions(IServiceScopeFactory scopes, Circuits circuits, TimeProvider time, ILogger<ForeignQuestions> logger)
{
    /// <summary>The first time in a generation code is compiled and models are built, which is not the plugin's fault.</summary>
    public static readonly TimeSpan FirstTime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, bool> _tried = new(StringComparer.Ordinal);

    /// <returns>What it said, or <paramref name="nothing"/>.</returns>
    public async Task<T> AskAsync<TService, T>(ForeignSource source, Func<TService, CancellationToken, Task<T>> ask, T nothing, CancellationToken cancellationToken) where TService : class
    {
        if (circuits.IsOpen(source.Key))
        {
            return nothing;
        }

        using var scope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Plugin"] = source.PluginId });
        var (began, answer) = (time.GetTimestamp(), nothing);
        var budget = source.Budget + (_tried.TryAdd(source.Key, true) ? FirstTime : TimeSpan.Zero);
        using var asking = ForeignWork.Start(
            async token =>
            {
                await using var own = scopes.CreateAsyncScope();
                answer = await ask((TService)own.ServiceProvider.GetRequiredService(source.Type), token);
            },
            cancellationToken);
        try
        {
            if (!await asking.EndsWithinAsync(budget, time, cancellationToken))
            {
                circuits.LeftBehind(source.Key, asking.Running);
                throw new TimeoutException($"It took longer than its budget of {budget.TotalSeconds:0.###} s.");
            }

            circuits.Succeeded(source.Key);
            return answer;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            circuits.Failed(source.Key, fault);
            LogFailed(fault, source.Key);
            return nothing;
        }
        finally
        {
            circuits.Took(source.Key, time.GetElapsedTime(began));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} was asked and is left out")]
    private partial void LogFailed(Exception fault, string source);
}
