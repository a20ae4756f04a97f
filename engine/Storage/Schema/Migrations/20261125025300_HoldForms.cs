using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Engine.Storage.Schema.Migrations
{
    /// <inheritdoc />
    internal partial class HoldForms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_held_form",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    path = table.Column<string>(maxLength: 400, nullable: false),
                    fields = table.Column<string>(nullable: false),
                    held_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_held_form", x => x.person_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_form_held_at",
                table: "desk_held_form",
                column: "held_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "desk_held_form");
        }
    }
}
