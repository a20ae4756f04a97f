using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Fixtures.Sample.Tables;

/// <summary>The table as version 1 has it.</summary>
[DbContext(typeof(SampleTables))]
[Migration("20260101000000_Begin")]
public sealed class Begin : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "sample_entry",
            table => new
            {
                id = table.Column<long>(),
                kind = table.Column<string>(maxLength: 20),
                text = table.Column<string>(maxLength: 200),
                ticket_id = table.Column<long>(nullable: true),
                ticket_version = table.Column<long>(nullable: true),
                delivery_id = table.Column<long>(nullable: true),
                at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_sample_entry", row => row.id));
        migrationBuilder.CreateIndex("ix_sample_entry_kind_ticket_id", "sample_entry", ["kind", "ticket_id"]);
    }
}
#if V2

/// <summary>What version 2 adds; rows of version 1 get the default.</summary>
[DbContext(typeof(SampleTables))]
[Migration("20260201000000_Colour")]
public sealed class Colour : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.AddColumn<string>("colour", "sample_entry", maxLength: 20, defaultValue: "");
    }
}
#endif
#if V3

/// <summary>What version 3 would add: the second half can't be done, so the first must not stay.</summary>
[DbContext(typeof(SampleTables))]
[Migration("20260301000000_Half")]
public sealed class Half : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable("sample_half", table => new { id = table.Column<long>() }, constraints: table => table.PrimaryKey("pk_sample_half", row => row.id));
        migrationBuilder.AddColumn<string>("colour", "sample_nowhere", maxLength: 20, defaultValue: "");
    }
}
#endif
