using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Engine.Storage.Schema.Migrations.ByHand;

/// <summary>
/// What finds a part of a subject without looking at each: trigrams, by FTS5 with triggers on SQLite, by pg_trgm on PostgreSQL; nothing on SQL Server.
/// The names all begin with <c>desk_ticket_fts</c>.
/// </summary>
[DbContext(typeof(DeskTables))]
[Migration("20260103000000_SubjectsByTrigrams")]
internal sealed class SubjectsByTrigrams : Migration
{
    private static readonly string[] Sqlite =
    [
        "CREATE VIRTUAL TABLE desk_ticket_fts USING fts5(folded_subject, content='desk_ticket', content_rowid='id', tokenize='trigram')",
        """
        CREATE TRIGGER desk_ticket_fts_added AFTER INSERT ON desk_ticket BEGIN
            INSERT INTO desk_ticket_fts (rowid, folded_subject) VALUES (new.id, new.folded_subject);
        END
        """,
        """
        CREATE TRIGGER desk_ticket_fts_removed AFTER DELETE ON desk_ticket BEGIN
            INSERT INTO desk_ticket_fts (desk_ticket_fts, rowid, folded_subject) VALUES ('delete', old.id, old.folded_subject);
        END
        """,
        """
        CREATE TRIGGER desk_ticket_fts_renamed AFTER UPDATE OF folded_subject ON desk_ticket WHEN old.folded_subject <> new.folded_subject BEGIN
            INSERT INTO desk_ticket_fts (desk_ticket_fts, rowid, folded_subject) VALUES ('delete', old.id, old.folded_subject);
            INSERT INTO desk_ticket_fts (rowid, folded_subject) VALUES (new.id, new.folded_subject);
        END
        """,
    ];

    /// <summary>The extension comes with PostgreSQL, and whoever owns the database may create it. Where that is forbidden, search looks at each subject.</summary>
    private static readonly string[] Postgres =
    [
        """
        DO $$ BEGIN
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX desk_ticket_fts_subject ON desk_ticket USING gin (folded_subject gin_trgm_ops) WITH (fastupdate = off);
        EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
            RAISE NOTICE 'pg_trgm is not to be had: %', SQLERRM;
        END $$
        """,
    ];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        string[] statements = migrationBuilder.ActiveProvider switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => Sqlite,
            "Npgsql.EntityFrameworkCore.PostgreSQL" => Postgres,
            _ => [],
        };
        foreach (var statement in statements)
        {
            migrationBuilder.Sql(statement);
        }
    }
}
