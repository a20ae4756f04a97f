using Helpdesk.Engine.Storage;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Storage;

public sealed class UnitOfWorkTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [SkippableTheory]
    [MemberData(nameof(Providers))]
    public async Task A_desk_opens(string provider)
    {
        await using var desk = await TestDesk.OpenAsync(provider);
        await using var tables = desk.Store.Read();
        (await tables.Marks.CountAsync()).Should().Be(0);
    }
}
