using System.CommandLine;
using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk outbox …</c>: what could not be delivered.</summary>
internal static class OutboxCommands
{
    private const int Most = 1000;
    private static readonly Actor CommandLine = Actor.System with { Channel = "cli" };

    public static Command Create()
    {
        var state = new Option<OutboxState>("--state") { Description = "dead (the default), parked, waiting or claimed.", DefaultValueFactory = _ => OutboxState.Dead };
        var list = new Command("list", $"Lists rows, newest first, at most {Most}: id, receiver, event, attempts and last error, separated by tabs.") { state };
        list.SetAction((parsed, token) => Verb.RunAsync((services, t) => ListAsync(services, parsed.GetValue(state), t), token));

        var row = new Argument<long>("row") { Description = "The row's id." };
        var retry = new Command("retry", "Gives a dead row a fresh set of attempts.") { row };
        retry.SetAction((parsed, token) => Verb.RunAsync(
            async (services, t) => Answer(await services.GetRequiredService<OutboxQueue>().RetryAsync(parsed.GetValue(row), CommandLine, t), parsed.GetValue(row), "dead"), token));
        var drop = new Command("drop", "Drops a dead or parked row for good.") { row };
        drop.SetAction((parsed, token) => Verb.RunAsync(
            async (services, t) => Answer(await services.GetRequiredService<OutboxQueue>().DropAsync(parsed.GetValue(row), CommandLine, t), parsed.GetValue(row), "dead or parked"), token));
        return new Command("outbox", "Events, jobs and mail on their way.") { list, retry, drop };
    }

    private static async Task<int> ListAsync(IServiceProvider services, OutboxState state, CancellationToken cancellationToken)
    {
        foreach (var row in await services.GetRequiredService<OutboxQueue>().ListAsync(state, Most, cancellationToken))
        {
            Console.WriteLine(string.Join('\t', row.Id.ToString(CultureInfo.InvariantCulture), row.Receiver, row.EventName ?? "job", row.Attempts.ToString(CultureInfo.InvariantCulture), row.LastError?.ReplaceLineEndings(" ") ?? ""));
        }

        return 0;
    }

    private static int Answer(bool found, long row, string states) =>
        found ? 0 : Verb.Fail($"There is no {states} row {row.ToString(CultureInfo.InvariantCulture)}.");
}
