using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Engine.Storage.Schema.Migrations.ByHand;

/// <summary>
/// What finds documents by their terms, which no model describes: FTS5 with triggers on SQLite, inverted indexes on PostgreSQL, nothing on SQL Server.
/// The names all begin with <c>desk_search_fts</c>.
/// </summary>
[DbContext(typeof(DeskTables))]
[Migration("20260102000000_SearchByTerms")]
internal sealed class SearchByTerms : Migration
{
    private const string Columns = "head_terms, summary_terms, text_terms";

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

    /// <summary>The terms are folded already. Positions are kept: a letter that FTS5 does not know yet makes a term a phrase of two.</summary>
    private static readonly string[] Sqlite =
    [
        $"""
        CREATE VIRTUAL TABLE desk_search_fts USING fts5(
            {Columns}, content='desk_search_document', content_rowid='id', tokenize='unicode61 remove_diacritics 0')
        """,
        $"""
        CREATE TRIGGER desk_search_fts_added AFTER INSERT ON desk_search_document BEGIN
            INSERT INTO desk_search_fts (rowid, {Columns}) VALUES (new.id, new.head_terms, new.summary_terms, new.text_terms);
        END
        """,
        $"""
        CREATE TRIGGER desk_search_fts_removed AFTER DELETE ON desk_search_document BEGIN
            INSERT INTO desk_search_fts (desk_search_fts, rowid, {Columns}) VALUES ('delete', old.id, old.head_terms, old.summary_terms, old.text_terms);
        END
        """,
        $"""
        CREATE TRIGGER desk_search_fts_replaced AFTER UPDATE OF {Columns} ON desk_search_document BEGIN
            INSERT INTO desk_search_fts (desk_search_fts, rowid, {Columns}) VALUES ('delete', old.id, old.head_terms, old.summary_terms, old.text_terms);
            INSERT INTO desk_search_fts (rowid, {Columns}) VALUES (new.id, new.head_terms, new.summary_terms, new.text_terms);
        END
        """,
    ];

    /// <summary>
    /// The function says what it costs to take a text apart, so that no plan does it row by row where there is an index. In PL/pgSQL, because one in SQL
    /// would be replaced by what is in it, cheap as that looks. Without a list of pending entries (fastupdate) a search takes the same time always.
    /// </summary>
    private static readonly string[] Postgres =
    [
        """
        CREATE FUNCTION desk_search_terms(terms text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000
        AS $$ BEGIN RETURN string_to_array(terms, ' '); END $$
        """,
        "CREATE INDEX desk_search_fts_head ON desk_search_document USING gin (desk_search_terms(head_terms)) WITH (fastupdate = off)",
        """
        CREATE INDEX desk_search_fts_all ON desk_search_document
        USING gin (desk_search_terms(head_terms || ' ' || summary_terms || ' ' || text_terms)) WITH (fastupdate = off)
        """,
    ];
}
