using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Fixtures.Dawdles;

/// <summary>A ticket that was noted.</summary>
public sealed class Entry
{
    /// <summary>Made by the unit of work.</summary>
    public long Id { get; set; }

    /// <summary>The ticket.</summary>
    public long TicketId { get; set; }

    /// <summary>The delivery it came from.</summary>
    public long DeliveryId { get; set; }
}

/// <summary>Its own table: <c>dawdles_entry</c>.</summary>
public sealed class DawdlesTables(DbContextOptions<DawdlesTables> options) : PluginTables(options)
{
    /// <inheritdoc />
    public override string PluginId => "dawdles";

    /// <summary>All that was noted.</summary>
    public DbSet<Entry> Entries => Set<Entry>();

    /// <inheritdoc />
    protected override void Map(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Entry>(entry =>
        {
            entry.ToTable("Entry");
            entry.Property(e => e.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>Makes the table.</summary>
[DbContext(typeof(DawdlesTables))]
[Migration("20260101000000_Begin")]
public sealed class Begin : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "dawdles_entry",
            table => new { id = table.Column<long>(), ticket_id = table.Column<long>(), delivery_id = table.Column<long>() },
            constraints: table => table.PrimaryKey("pk_dawdles_entry", row => row.id));
    }
}
