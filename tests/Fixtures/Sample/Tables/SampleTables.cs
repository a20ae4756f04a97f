using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Fixtures.Sample.Tables;

/// <summary>The sample's own table: <c>sample_entry</c>.</summary>
public sealed class SampleTables(DbContextOptions<SampleTables> options) : PluginTables(options)
{
    /// <inheritdoc />
    public override string PluginId => "sample";

    /// <summary>All that the sample ever noted.</summary>
    public DbSet<Entry> Entries => Set<Entry>();

    /// <inheritdoc />
    protected override void Map(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Entry>(entry =>
        {
            entry.ToTable("Entry");
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.Property(e => e.Kind).HasMaxLength(20);
            entry.Property(e => e.Text).HasMaxLength(200);
#if V2
            entry.Property(e => e.Colour).HasMaxLength(20);
#endif
            entry.HasIndex(e => new { e.Kind, e.TicketId });
        });
    }
}
