using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Helpdesk.Engine.Storage.Schema;

/// <summary>
/// The tables of an owner by what the database says, whether or not there is still any code that knows them. They are told
/// by their prefix; where two owners' prefixes fit (<c>sla_</c> and <c>sla_billing_</c>), the longer one counts.
/// </summary>
internal sealed class OwnedTables(DeskTables desk, IDatabase database)
{
    public async Task<IReadOnlyList<string>> OfAsync(string owner, CancellationToken cancellationToken)
    {
        var names = await desk.Database.SqlQueryRaw<string>(database.TableNamesSql).ToListAsync(cancellationToken);
        var owners = await MigrationHistory.OwnersAsync(desk, cancellationToken);
        owners.UnionWith(await desk.Plugins.Select(plugin => plugin.Id).ToListAsync(cancellationToken));
        owners.Add(owner);
        return [.. names.Where(name => OwnerOf(name, owners) == owner).Order(StringComparer.Ordinal)];
    }

    /// <summary>Drops them and forgets which migrations they had behind them.</summary>
    public async Task DropAsync(string owner, CancellationToken cancellationToken)
    {
        var left = await OfAsync(owner, cancellationToken);
        while (left.Count > 0)
        {
            left = await DropAsync(left, cancellationToken);
        }

        await new MigrationHistory(desk, owner).ForgetAsync(cancellationToken);
    }

    public static string PrefixOf(string owner) => owner.Replace('-', '_') + "_";

    /// <summary>The name as the database wants it in a statement.</summary>
    public string Quoted(string table) => desk.GetService<ISqlGenerationHelper>().DelimitIdentifier(table);

    /// <summary>One that others refer to may have to wait for them: what is left is tried again, as long as any goes.</summary>
    private async Task<IReadOnlyList<string>> DropAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        DbException? fault = null;
        foreach (var table in tables)
        {
            try
            {
                await desk.Database.ExecuteSqlRawAsync(database.DropTableSql(Quoted(table)), cancellationToken);
            }
            catch (DbException refused)
            {
                fault = refused;
                left.Add(table);
            }
        }

        return left.Count == tables.Count
            ? throw new InvalidOperationException($"The tables {string.Join(", ", left)} can't be dropped: {fault!.Message}", fault)
            : left;
    }

    private static string? OwnerOf(string table, IEnumerable<string> owners) =>
        owners.Where(owner => table.StartsWith(PrefixOf(owner), StringComparison.Ordinal)).MaxBy(owner => owner.Length);
}
