using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Testing;

/// <summary>
/// Copies of what is put into the outbox for one plugin: a row that was delivered is gone, so a trigger of the database keeps
/// another. For SQLite, on which the kit runs.
/// </summary>
internal sealed class OutboxCopies : IAsyncDisposable
{
    private readonly DeskTables _tables;

    private OutboxCopies(DeskTables tables) => _tables = tables;

    public static async Task<OutboxCopies> BeginAsync(DeskStore store, string pluginId)
    {
        // An id is letters, digits and hyphens (ManifestReader); a trigger takes no parameters.
        var sql = $"""
            CREATE TABLE kit_outbox AS SELECT * FROM desk_outbox WHERE 0;
            CREATE TRIGGER kit_outbox_copy AFTER INSERT ON desk_outbox WHEN NEW.plugin_id = '{pluginId}' AND NEW.payload IS NOT NULL
            BEGIN INSERT INTO kit_outbox SELECT * FROM desk_outbox WHERE id = NEW.id; END;
            """;
        var copies = new OutboxCopies(store.Read());
        await copies._tables.Database.ExecuteSqlRawAsync(sql);
        return copies;
    }

    public async Task<IReadOnlyList<OutboxRow>> ReadAsync() =>
        await _tables.Outbox.FromSqlRaw("SELECT * FROM kit_outbox").OrderBy(row => row.Id).ToListAsync();

    public async ValueTask DisposeAsync()
    {
        await _tables.Database.ExecuteSqlRawAsync("DROP TRIGGER kit_outbox_copy; DROP TABLE kit_outbox;");
        await _tables.DisposeAsync();
    }
}
