using Helpdesk.Engine.Audit;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Storage;

/// <summary>Instants on each database: what comes back, and whether the database compares and sorts them as time does.</summary>
public sealed class InstantTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task An_instant_comes_back_as_it_was_cut_to_microseconds_and_in_UTC(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        DateTimeOffset[] written =
        [
            Nine.AddTicks(1_234_567),
            new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(5.5)),
            new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.FromHours(-8)),
            new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero),
        ];
        await desk.WriteAsync(unit => unit.Desk.Audit.AddRange(written.Select(Entry)));

        await using var tables = desk.Store.Read();
        var read = await tables.Audit.OrderBy(entry => entry.Id).Select(entry => entry.RecordedAt).ToListAsync();

        read.Should().Equal(written.Select(instant => instant.AddTicks(-(instant.Ticks % 10))));
        read.Should().OnlyContain(instant => instant.Offset == TimeSpan.Zero);
    }

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task Instants_are_sorted_and_compared_by_the_database(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        // On SQLite they are texts whose trailing zeros are dropped: of different length, but still in order.
        DateTimeOffset[] ascending =
        [
            Nine.AddMilliseconds(-1), Nine, Nine.AddTicks(10), Nine.AddMilliseconds(1), Nine.AddMilliseconds(10), Nine.AddMilliseconds(100),
            Nine.AddMilliseconds(120), Nine.AddMilliseconds(200), Nine.AddSeconds(1), Nine.AddSeconds(10), Nine.AddDays(1), Nine.AddYears(10),
        ];
        await desk.WriteAsync(unit => unit.Desk.Audit.AddRange(ascending.Select(Entry).Reverse()));

        await using var tables = desk.Store.Read();
        var sorted = await tables.Audit.OrderBy(entry => entry.RecordedAt).Select(entry => entry.RecordedAt).ToListAsync();
        sorted.Should().Equal(ascending);
        foreach (var limit in ascending)
        {
            // Asked for in another zone: it is the same instant.
            var asked = limit.ToOffset(TimeSpan.FromHours(9));
            (await tables.Audit.CountAsync(entry => entry.RecordedAt < asked)).Should().Be(ascending.Count(instant => instant < limit));
            (await tables.Audit.CountAsync(entry => entry.RecordedAt >= asked)).Should().Be(ascending.Count(instant => instant >= limit));
            (await tables.Audit.CountAsync(entry => entry.RecordedAt == asked)).Should().Be(1);
        }

        (await tables.Audit.MaxAsync(entry => entry.RecordedAt)).Should().Be(ascending[^1]);
    }

    private static AuditEntry Entry(DateTimeOffset instant, int id) => new(id, actorId: null, "test", "test", "", instant);
}
