using Helpdesk.Engine.Access;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>What these tests ask of a desk in this process.</summary>
internal static class DeskExtensions
{
    /// <summary>Somebody of the demo company, by the API.</summary>
    public static async Task<ApiPerson> PersonAsync(this RunningDesk desk, string address)
    {
        var person = await desk.Services.GetRequiredService<PersonDirectory>().FindAsync(address, CancellationToken.None);
        var token = await desk.Services.GetRequiredService<ApiTokens>().CreateAsync(person!.Id, ["tickets"], Actor.System, CancellationToken.None);
        return new ApiPerson(desk.Address, token);
    }

    public static DeskTables Read(this RunningDesk desk) => desk.Services.GetRequiredService<DeskStore>().Read();

    public static async Task<IReadOnlyList<OutboxRow>> OutboxAsync(this RunningDesk desk)
    {
        await using var tables = desk.Read();
        return await tables.OnItsWay().OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>What the sample noted of one kind, oldest first.</summary>
    public static async Task<IReadOnlyList<Noted>> NotedAsync(this RunningDesk desk, string kind)
    {
        await using var tables = desk.Read();
        return [.. (await tables.NotedAsync()).Where(noted => noted.Kind == kind)];
    }

    /// <summary>Waits until nothing is on its way but what satisfies the condition.</summary>
    public static Task RestsAsync(this RunningDesk desk, Func<OutboxRow, bool>? but = null) =>
        Patience.UntilAsync(async () => (await desk.OutboxAsync()).All(row => but?.Invoke(row) == true), "the outbox comes to rest");

    public static async Task<long> TicketIdAsync(this RunningDesk desk, string number)
    {
        await using var tables = desk.Read();
        return await tables.AllTicketNumbers.Where(n => n.Number == number).Select(n => n.TicketId).SingleAsync();
    }
}
