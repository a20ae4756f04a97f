using Helpdesk.EmailIngest.Ledger;
using Helpdesk.EmailIngest.Mailboxes;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.EmailIngest.Tables;

/// <summary>The tables as the first version has them. Types are the provider's own, as with every migration of the desk.</summary>
[DbContext(typeof(MailTables))]
[Migration("20261130000000_Begin")]
internal sealed class Begin : Migration
{
    private const string Mailboxes = "email_ingest_mailbox";
    private const string States = "email_ingest_state";
    private const string Records = "email_ingest_record";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddMailboxes(migrationBuilder);
        AddStates(migrationBuilder);
        AddRecords(migrationBuilder);
    }

    private static void AddMailboxes(MigrationBuilder migration)
    {
        migration.CreateTable(
            Mailboxes,
            table => new
            {
                id = table.Column<long>(),
                name = table.Column<string>(maxLength: Mailbox.LongestName),
                address = table.Column<string>(maxLength: Mailbox.LongestText),
                folded_address = table.Column<string>(maxLength: Mailbox.LongestText),
                is_on = table.Column<bool>(),
                kind = table.Column<int>(),
                host = table.Column<string>(maxLength: Mailbox.LongestText),
                port = table.Column<int>(),
                security = table.Column<int>(),
                user_name = table.Column<string>(maxLength: Mailbox.LongestText),
                sign_in = table.Column<int>(),
                password = table.Column<string>(maxLength: Mailbox.LongestSecret),
                token_address = table.Column<string>(maxLength: Mailbox.LongestText),
                client_id = table.Column<string>(maxLength: Mailbox.LongestText),
                scope = table.Column<string>(maxLength: Mailbox.LongestText),
                refresh_token = table.Column<string>(maxLength: Mailbox.LongestSecret),
                folder = table.Column<string>(maxLength: Mailbox.LongestText),
                after = table.Column<int>(),
                department = table.Column<string>(maxLength: Mailbox.LongestName),
                type = table.Column<string>(maxLength: Mailbox.LongestName),
                language = table.Column<string>(maxLength: Mailbox.LongestName),
                senders = table.Column<int>(),
                unwelcome = table.Column<int>(),
                trusted_servers = table.Column<string>(maxLength: Mailbox.LongestText),
                staff_need_proof = table.Column<bool>(),
                copies_join = table.Column<int>(),
                reopen_days = table.Column<int>(),
                most_megabytes = table.Column<int>(),
                fallback_charset = table.Column<string>(maxLength: Mailbox.LongestName),
                endpoint_secret = table.Column<string>(maxLength: Mailbox.LongestSecret),
                version = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_email_ingest_mailbox", row => row.id));
        migration.CreateIndex("ix_email_ingest_mailbox_name", Mailboxes, "name", unique: true);
        migration.CreateIndex("ix_email_ingest_mailbox_folded_address", Mailboxes, "folded_address", unique: true);
    }

    private static void AddStates(MigrationBuilder migration) => migration.CreateTable(
        States,
        table => new
        {
            mailbox_id = table.Column<long>(),
            uid_validity = table.Column<long>(),
            last_uid = table.Column<long>(),
            seen_at = table.Column<DateTime>(nullable: true),
            failing_since = table.Column<DateTime>(nullable: true),
            fault = table.Column<string>(maxLength: MailboxState.LongestFault),
            holder = table.Column<string>(maxLength: MailboxState.LongestHolder),
            held_until = table.Column<DateTime>(nullable: true),
        },
        constraints: table => table.PrimaryKey("pk_email_ingest_state", row => row.mailbox_id));

    private static void AddRecords(MigrationBuilder migration)
    {
        migration.CreateTable(
            Records,
            table => new
            {
                id = table.Column<long>(),
                mailbox_id = table.Column<long>(),
                key = table.Column<string>(maxLength: MailRecord.LongestKey),
                raw = table.Column<string>(maxLength: 64),
                size = table.Column<long>(),
                is_head_only = table.Column<bool>(),
                content_hash = table.Column<string>(maxLength: 64),
                from = table.Column<string>(maxLength: MailRecord.LongestAddress),
                subject = table.Column<string>(maxLength: MailRecord.LongestSubject),
                received_at = table.Column<DateTime>(),
                fetched_at = table.Column<DateTime>(),
                outcome = table.Column<int>(),
                because = table.Column<string>(maxLength: MailRecord.LongestBecause),
                ticket_id = table.Column<long>(nullable: true),
                author_id = table.Column<long>(nullable: true),
                decided_at = table.Column<DateTime>(nullable: true),
                fault = table.Column<string>(maxLength: MailRecord.LongestFault),
                dropped_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_email_ingest_record", row => row.id));
        migration.CreateIndex("ix_email_ingest_record_mailbox_id_key", Records, ["mailbox_id", "key"], unique: true);
        migration.CreateIndex("ix_email_ingest_record_outcome_id", Records, ["outcome", "id"]);
        migration.CreateIndex("ix_email_ingest_record_content_hash", Records, "content_hash");
        migration.CreateIndex("ix_email_ingest_record_raw", Records, "raw");
        migration.CreateIndex("ix_email_ingest_record_ticket_id", Records, "ticket_id");
        migration.CreateIndex("ix_email_ingest_record_author_id", Records, "author_id");
        migration.CreateIndex("ix_email_ingest_record_from_id", Records, ["from", "id"]);
    }
}
