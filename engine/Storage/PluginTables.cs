using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Storage;

/// <summary>
/// A plugin's own tables: an EF Core context whose tables are named after the plugin (<c>my_plugin_votes</c>), with
/// migrations in the plugin's assembly. It lives on the desk's database, and in a unit of work on its connection and
/// transaction. Tables of the engine or of other plugins are never mapped: keep their ids as plain numbers.
/// </summary>
/// <param name="options">Handed in by the desk.</param>
public abstract class PluginTables(DbContextOptions options) : DbContext(options)
{
    /// <summary>The plugin's id, as in its <c>plugin.json</c>.</summary>
    public abstract string PluginId { get; }

    /// <inheritdoc />
    public sealed override void Dispose()
    {
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public sealed override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Maps the entities; table and column names, and the storing of instants, follow the desk's conventions afterwards.</summary>
    /// <param name="modelBuilder">EF Core's builder.</param>
    protected abstract void Map(ModelBuilder modelBuilder);

    /// <inheritdoc />
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Map(modelBuilder);
        Schema.Conventions.Name(modelBuilder, PluginId.Replace('-', '_') + "_");
    }

    /// <inheritdoc />
    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Schema.Conventions.Types(configurationBuilder);

    /// <summary>The database is the desk's; there is nothing for a plugin to configure.</summary>
    /// <param name="optionsBuilder">Left alone.</param>
    protected sealed override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
    }
}
