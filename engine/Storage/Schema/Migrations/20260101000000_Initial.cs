using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Helpdesk.Engine.Storage.Schema.Migrations
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_access_policy",
                columns: table => new
                {
                    id = table.Column<int>(nullable: false),
                    who_adds = table.Column<int>(nullable: false),
                    staff_need_second_factor = table.Column<bool>(nullable: false),
                    guests_may_open = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_access_policy", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_access_request",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    address = table.Column<string>(maxLength: 320, nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    language = table.Column<string>(maxLength: 20, nullable: false),
                    organisation_id = table.Column<long>(nullable: true),
                    note = table.Column<string>(maxLength: 1000, nullable: false),
                    requested_by_id = table.Column<long>(nullable: true),
                    is_by_right = table.Column<bool>(nullable: false),
                    state = table.Column<int>(nullable: false),
                    created_at = table.Column<DateTime>(nullable: false),
                    decided_at = table.Column<DateTime>(nullable: true),
                    decided_by_id = table.Column<long>(nullable: true),
                    reason = table.Column<string>(maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_access_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_account_link",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    purpose = table.Column<int>(nullable: false),
                    person_id = table.Column<long>(nullable: true),
                    about_id = table.Column<long>(nullable: true),
                    hash = table.Column<string>(maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(nullable: false),
                    expires_at = table.Column<DateTime>(nullable: false),
                    ended_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_account_link", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_api_token",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false),
                    scopes = table.Column<string>(maxLength: 1000, nullable: false),
                    created_at = table.Column<DateTime>(nullable: false),
                    revoked_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_api_token", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_attachment",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    owner_id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: true),
                    message_id = table.Column<long>(nullable: true),
                    file_name = table.Column<string>(maxLength: 200, nullable: false),
                    content_type = table.Column<string>(maxLength: 200, nullable: false),
                    size = table.Column<long>(nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(nullable: false),
                    content_id = table.Column<string>(maxLength: 250, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_attachment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_audit",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    actor_id = table.Column<long>(nullable: true),
                    channel = table.Column<string>(maxLength: 20, nullable: false),
                    act = table.Column<string>(maxLength: 60, nullable: false),
                    subject = table.Column<string>(maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_brand",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    sender_address = table.Column<string>(maxLength: 320, nullable: false),
                    number_format = table.Column<string>(maxLength: 40, nullable: false),
                    next_number = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_brand", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_cc",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    address = table.Column<string>(maxLength: 320, nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    added_by_id = table.Column<long>(nullable: true),
                    added_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_cc", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_classification",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    code = table.Column<string>(maxLength: 20, nullable: false),
                    impact = table.Column<string>(nullable: false),
                    urgency = table.Column<string>(nullable: false),
                    priority_key = table.Column<string>(maxLength: 40, nullable: false),
                    reference = table.Column<string>(maxLength: 200, nullable: false),
                    order = table.Column<int>(nullable: false),
                    is_retired = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_classification", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_cron",
                columns: table => new
                {
                    receiver = table.Column<string>(maxLength: 100, nullable: false),
                    plugin_id = table.Column<string>(maxLength: 40, nullable: true),
                    schedule = table.Column<string>(maxLength: 100, nullable: false),
                    next_due_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_cron", x => x.receiver);
                });

            migrationBuilder.CreateTable(
                name: "desk_department",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(nullable: false),
                    order = table.Column<int>(nullable: false),
                    sight = table.Column<int>(nullable: false),
                    takes_answers = table.Column<bool>(nullable: false),
                    is_retired = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_department", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_department_member",
                columns: table => new
                {
                    department_id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_department_member", x => new { x.department_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "desk_external_account",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: false),
                    provider = table.Column<string>(maxLength: 40, nullable: false),
                    issuer = table.Column<string>(maxLength: 400, nullable: false),
                    subject = table.Column<string>(maxLength: 255, nullable: false),
                    linked_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_external_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_external_key",
                columns: table => new
                {
                    kind = table.Column<int>(nullable: false),
                    source = table.Column<string>(maxLength: 40, nullable: false),
                    external_id = table.Column<string>(maxLength: 200, nullable: false),
                    owner_id = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_external_key", x => new { x.kind, x.source, x.external_id });
                });

            migrationBuilder.CreateTable(
                name: "desk_field_definition",
                columns: table => new
                {
                    owner = table.Column<int>(nullable: false),
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    kind = table.Column<int>(nullable: false),
                    name = table.Column<string>(nullable: false),
                    is_required = table.Column<bool>(nullable: false),
                    is_for_staff = table.Column<bool>(nullable: false),
                    order = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_field_definition", x => new { x.owner, x.key });
                });

            migrationBuilder.CreateTable(
                name: "desk_field_value",
                columns: table => new
                {
                    owner = table.Column<int>(nullable: false),
                    owner_id = table.Column<long>(nullable: false),
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    text = table.Column<string>(maxLength: 400, nullable: true),
                    number = table.Column<long>(nullable: true),
                    instant = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_field_value", x => new { x.owner, x.owner_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "desk_following",
                columns: table => new
                {
                    ticket_id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: false),
                    is_on = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_following", x => new { x.ticket_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "desk_guest_ticket",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    address = table.Column<string>(maxLength: 320, nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    language = table.Column<string>(maxLength: 20, nullable: false),
                    subject = table.Column<string>(maxLength: 255, nullable: false),
                    department = table.Column<string>(maxLength: 40, nullable: false),
                    body = table.Column<string>(nullable: false),
                    fields = table.Column<string>(nullable: false),
                    expires_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_guest_ticket", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_hearing_choice",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    kind = table.Column<int>(nullable: false),
                    channel = table.Column<int>(nullable: false),
                    pace = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_hearing_choice", x => new { x.person_id, x.kind, x.channel });
                });

            migrationBuilder.CreateTable(
                name: "desk_hearing_hours",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    time_zone = table.Column<string>(maxLength: 64, nullable: false),
                    summary_hour = table.Column<int>(nullable: false),
                    quiet_from = table.Column<TimeOnly>(nullable: true),
                    quiet_to = table.Column<TimeOnly>(nullable: true),
                    quiet_days = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_hearing_hours", x => x.person_id);
                });

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

            migrationBuilder.CreateTable(
                name: "desk_held_mail",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    message_id = table.Column<long>(nullable: true),
                    recipient_id = table.Column<long>(nullable: true),
                    cc_id = table.Column<long>(nullable: true),
                    template = table.Column<string>(maxLength: 60, nullable: false),
                    version = table.Column<long>(nullable: true),
                    because = table.Column<int>(nullable: false),
                    summary_of_brand_id = table.Column<long>(nullable: true),
                    due = table.Column<DateTime>(nullable: false),
                    held_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_held_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_held_message",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: true),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    address = table.Column<string>(maxLength: 320, nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    subject = table.Column<string>(maxLength: 255, nullable: false),
                    body = table.Column<string>(nullable: false),
                    file_count = table.Column<int>(nullable: false),
                    held_at = table.Column<DateTime>(nullable: false),
                    state = table.Column<int>(nullable: false),
                    decided_by_id = table.Column<long>(nullable: true),
                    decided_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_held_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_history",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    actor_id = table.Column<long>(nullable: true),
                    channel = table.Column<string>(maxLength: 20, nullable: false),
                    acts = table.Column<string>(nullable: false),
                    is_for_staff = table.Column<bool>(nullable: false),
                    occurred_at = table.Column<DateTime>(nullable: false),
                    recorded_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_history", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_inbound_entry",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    source = table.Column<string>(maxLength: 330, nullable: false),
                    content_hash = table.Column<string>(maxLength: 100, nullable: false),
                    receipt = table.Column<string>(maxLength: 200, nullable: true),
                    message_id_hash = table.Column<string>(maxLength: 64, nullable: false),
                    original_id = table.Column<string>(maxLength: 250, nullable: true),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    received_at = table.Column<DateTime>(nullable: false),
                    recorded_at = table.Column<DateTime>(nullable: false),
                    decision = table.Column<int>(nullable: false),
                    because = table.Column<string>(maxLength: 400, nullable: false),
                    author_id = table.Column<long>(nullable: true),
                    role = table.Column<int>(nullable: false),
                    is_proven = table.Column<bool>(nullable: false),
                    is_internal = table.Column<bool>(nullable: false),
                    sender_checks = table.Column<string>(maxLength: 500, nullable: true),
                    is_answered = table.Column<bool>(nullable: false),
                    ticket_id = table.Column<long>(nullable: true),
                    message_id = table.Column<long>(nullable: true),
                    done_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_inbound_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_inbound_reference",
                columns: table => new
                {
                    entry_id = table.Column<long>(nullable: false),
                    message_id_hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_inbound_reference", x => new { x.entry_id, x.message_id_hash });
                });

            migrationBuilder.CreateTable(
                name: "desk_mail",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: true),
                    recipient_id = table.Column<long>(nullable: true),
                    template = table.Column<string>(maxLength: 60, nullable: false),
                    message_id = table.Column<string>(maxLength: 250, nullable: false),
                    from = table.Column<string>(maxLength: 600, nullable: false),
                    to = table.Column<string>(maxLength: 600, nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    reply_to = table.Column<string>(maxLength: 600, nullable: false),
                    subject = table.Column<string>(nullable: false),
                    text = table.Column<string>(nullable: false),
                    html = table.Column<string>(nullable: false),
                    mute_link = table.Column<string>(maxLength: 2048, nullable: false),
                    references = table.Column<string>(nullable: false),
                    is_automatic = table.Column<bool>(nullable: false),
                    was_sent = table.Column<bool>(nullable: false),
                    created_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_mail_trouble",
                columns: table => new
                {
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    failures = table.Column<int>(nullable: false),
                    first_at = table.Column<DateTime>(nullable: false),
                    last_at = table.Column<DateTime>(nullable: false),
                    last_mail_id = table.Column<long>(nullable: false),
                    reason = table.Column<string>(maxLength: 500, nullable: false),
                    stopped_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_mail_trouble", x => x.folded_address);
                });

            migrationBuilder.CreateTable(
                name: "desk_mark",
                columns: table => new
                {
                    name = table.Column<string>(maxLength: 40, nullable: false),
                    value = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_mark", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "desk_membership",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    organisation_id = table.Column<long>(nullable: false),
                    is_manager = table.Column<bool>(nullable: false),
                    site_id = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_membership", x => new { x.person_id, x.organisation_id });
                });

            migrationBuilder.CreateTable(
                name: "desk_message",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    kind = table.Column<int>(nullable: false),
                    author_id = table.Column<long>(nullable: true),
                    by_staff = table.Column<bool>(nullable: false),
                    body = table.Column<string>(nullable: false),
                    format = table.Column<int>(nullable: false),
                    html = table.Column<string>(nullable: true),
                    folded = table.Column<string>(nullable: true),
                    has_page = table.Column<bool>(nullable: false),
                    channel = table.Column<string>(maxLength: 20, nullable: false),
                    occurred_at = table.Column<DateTime>(nullable: false),
                    recorded_at = table.Column<DateTime>(nullable: false),
                    erased_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_message", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_message_page",
                columns: table => new
                {
                    message_id = table.Column<long>(nullable: false),
                    content = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_message_page", x => x.message_id);
                });

            migrationBuilder.CreateTable(
                name: "desk_node",
                columns: table => new
                {
                    number = table.Column<int>(nullable: false),
                    identity = table.Column<string>(maxLength: 40, nullable: false),
                    seen_at = table.Column<DateTime>(nullable: false),
                    plugin_revision = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_node", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "desk_notice",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    template = table.Column<string>(maxLength: 60, nullable: false),
                    actor_id = table.Column<long>(nullable: true),
                    created_at = table.Column<DateTime>(nullable: false),
                    seen_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_notice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_organisation",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    members_see_all_tickets = table.Column<bool>(nullable: false),
                    account_lead_id = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_organisation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_organisation_domain",
                columns: table => new
                {
                    domain = table.Column<string>(maxLength: 253, nullable: false),
                    organisation_id = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_organisation_domain", x => x.domain);
                });

            migrationBuilder.CreateTable(
                name: "desk_outbox",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    receiver = table.Column<string>(maxLength: 100, nullable: false),
                    plugin_id = table.Column<string>(maxLength: 40, nullable: true),
                    event_name = table.Column<string>(maxLength: 60, nullable: true),
                    payload = table.Column<string>(nullable: true),
                    lane = table.Column<string>(maxLength: 120, nullable: true),
                    lane_position = table.Column<long>(nullable: false),
                    depth = table.Column<int>(nullable: false),
                    trace = table.Column<string>(maxLength: 60, nullable: true),
                    occurred_at = table.Column<DateTime>(nullable: false),
                    due_at = table.Column<DateTime>(nullable: false),
                    state = table.Column<int>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    claims = table.Column<int>(nullable: false),
                    starts = table.Column<int>(nullable: false),
                    lease = table.Column<string>(maxLength: 40, nullable: true),
                    node = table.Column<string>(maxLength: 40, nullable: true),
                    lease_until = table.Column<DateTime>(nullable: true),
                    last_error = table.Column<string>(maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_pending_account",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: true),
                    provider = table.Column<string>(maxLength: 40, nullable: false),
                    issuer = table.Column<string>(maxLength: 400, nullable: false),
                    subject = table.Column<string>(maxLength: 255, nullable: false),
                    expires_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_pending_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_person",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    folded_name = table.Column<string>(maxLength: 600, nullable: false),
                    address = table.Column<string>(maxLength: 320, nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    role = table.Column<int>(nullable: false),
                    language = table.Column<string>(maxLength: 20, nullable: false),
                    password_hash = table.Column<string>(maxLength: 400, nullable: true),
                    security_stamp = table.Column<string>(maxLength: 40, nullable: false),
                    created_at = table.Column<DateTime>(nullable: false),
                    invited_at = table.Column<DateTime>(nullable: true),
                    away_until = table.Column<DateTime>(nullable: true),
                    disabled_at = table.Column<DateTime>(nullable: true),
                    erased_at = table.Column<DateTime>(nullable: true),
                    is_guest = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_person_alias",
                columns: table => new
                {
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    address = table.Column<string>(maxLength: 320, nullable: false),
                    person_id = table.Column<long>(nullable: false),
                    added_by_id = table.Column<long>(nullable: true),
                    added_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_person_alias", x => x.folded_address);
                });

            migrationBuilder.CreateTable(
                name: "desk_plugin",
                columns: table => new
                {
                    id = table.Column<string>(maxLength: 40, nullable: false),
                    wanted = table.Column<bool>(nullable: false),
                    wanted_version = table.Column<string>(maxLength: 60, nullable: true),
                    running_version = table.Column<string>(maxLength: 60, nullable: true),
                    state = table.Column<int>(nullable: false),
                    sentence = table.Column<string>(maxLength: 2000, nullable: false),
                    changed_at = table.Column<DateTime>(nullable: false),
                    failed_version = table.Column<string>(maxLength: 60, nullable: true),
                    failed_sentence = table.Column<string>(maxLength: 2000, nullable: true),
                    removal = table.Column<int>(nullable: true),
                    removal_revision = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_plugin", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_plugin_setting",
                columns: table => new
                {
                    plugin_id = table.Column<string>(maxLength: 40, nullable: false),
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    value = table.Column<string>(nullable: false),
                    is_secret = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_plugin_setting", x => new { x.plugin_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "desk_priority",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(nullable: false),
                    order = table.Column<int>(nullable: false),
                    is_highlighted = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_priority", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_receipt",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    key = table.Column<string>(maxLength: 200, nullable: false),
                    fingerprint = table.Column<string>(maxLength: 64, nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    message_id = table.Column<long>(nullable: true),
                    version = table.Column<long>(nullable: false),
                    created_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_receipt", x => new { x.person_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "desk_recovery_code",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_recovery_code", x => new { x.person_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "desk_reply_token",
                columns: table => new
                {
                    token = table.Column<string>(maxLength: 40, nullable: false),
                    mute_token = table.Column<string>(maxLength: 40, nullable: false),
                    ticket_id = table.Column<long>(nullable: false),
                    folded_address = table.Column<string>(maxLength: 320, nullable: false),
                    created_at = table.Column<DateTime>(nullable: false),
                    revoked_at = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_reply_token", x => x.token);
                });

            migrationBuilder.CreateTable(
                name: "desk_search_document",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    source = table.Column<string>(maxLength: 80, nullable: false),
                    key = table.Column<string>(maxLength: 100, nullable: false),
                    language = table.Column<string>(maxLength: 16, nullable: false),
                    audience = table.Column<string>(maxLength: 40, nullable: false),
                    title = table.Column<string>(maxLength: 200, nullable: false),
                    folded_title = table.Column<string>(maxLength: 400, nullable: false),
                    keywords = table.Column<string>(maxLength: 1000, nullable: false),
                    summary = table.Column<string>(maxLength: 1000, nullable: false),
                    head_terms = table.Column<string>(nullable: false),
                    summary_terms = table.Column<string>(nullable: false),
                    text_terms = table.Column<string>(nullable: false),
                    text = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_search_document", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_search_term",
                columns: table => new
                {
                    language = table.Column<string>(maxLength: 16, nullable: false),
                    term = table.Column<string>(maxLength: 64, nullable: false),
                    documents = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_search_term", x => new { x.term, x.language });
                });

            migrationBuilder.CreateTable(
                name: "desk_search_word",
                columns: table => new
                {
                    language = table.Column<string>(maxLength: 16, nullable: false),
                    word = table.Column<string>(maxLength: 30, nullable: false),
                    documents = table.Column<int>(nullable: false),
                    letters = table.Column<int>(nullable: false),
                    first = table.Column<string>(maxLength: 2, nullable: false),
                    last = table.Column<string>(maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_search_word", x => new { x.language, x.word });
                });

            migrationBuilder.CreateTable(
                name: "desk_second_factor",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    secret = table.Column<string>(maxLength: 400, nullable: false),
                    began_at = table.Column<DateTime>(nullable: false),
                    confirmed_at = table.Column<DateTime>(nullable: true),
                    last_step = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_second_factor", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "desk_service",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    organisation_id = table.Column<long>(nullable: true),
                    person_id = table.Column<long>(nullable: true),
                    has_ended = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_service", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_session",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    person_id = table.Column<long>(nullable: false),
                    stamp = table.Column<string>(maxLength: 40, nullable: false),
                    browser = table.Column<string>(maxLength: 100, nullable: false),
                    place = table.Column<string>(maxLength: 64, nullable: true),
                    needs_second_factor = table.Column<bool>(nullable: false),
                    ticket_id = table.Column<long>(nullable: true),
                    began_at = table.Column<DateTime>(nullable: false),
                    seen_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_share",
                columns: table => new
                {
                    ticket_id = table.Column<long>(nullable: false),
                    kind = table.Column<int>(nullable: false),
                    with_id = table.Column<long>(nullable: false),
                    added_by_id = table.Column<long>(nullable: true),
                    added_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_share", x => new { x.ticket_id, x.kind, x.with_id });
                });

            migrationBuilder.CreateTable(
                name: "desk_sign_in_guard",
                columns: table => new
                {
                    key = table.Column<string>(maxLength: 64, nullable: false),
                    failures = table.Column<int>(nullable: false),
                    last_failure_at = table.Column<DateTime>(nullable: false),
                    locked_until = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_sign_in_guard", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "desk_site",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    organisation_id = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_site", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_status",
                columns: table => new
                {
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(nullable: false),
                    kind = table.Column<int>(nullable: false),
                    order = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_status", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "desk_subscription",
                columns: table => new
                {
                    receiver = table.Column<string>(maxLength: 100, nullable: false),
                    plugin_id = table.Column<string>(maxLength: 40, nullable: true),
                    event_name = table.Column<string>(maxLength: 60, nullable: false),
                    in_ticket_order = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_subscription", x => x.receiver);
                });

            migrationBuilder.CreateTable(
                name: "desk_ticket",
                columns: table => new
                {
                    id = table.Column<long>(nullable: false),
                    number = table.Column<string>(maxLength: 40, nullable: false),
                    number_length = table.Column<int>(nullable: false),
                    version = table.Column<long>(nullable: false),
                    subject = table.Column<string>(maxLength: 255, nullable: false),
                    folded_subject = table.Column<string>(maxLength: 255, nullable: false),
                    brand_id = table.Column<long>(nullable: false),
                    department_id = table.Column<long>(nullable: false),
                    requester_id = table.Column<long>(nullable: false),
                    organisation_id = table.Column<long>(nullable: true),
                    is_kept_from_organisation = table.Column<bool>(nullable: false),
                    status_key = table.Column<string>(maxLength: 40, nullable: false),
                    status_kind = table.Column<int>(nullable: false),
                    assignee_id = table.Column<long>(nullable: true),
                    type_key = table.Column<string>(maxLength: 40, nullable: true),
                    type_assessed_at = table.Column<DateTime>(nullable: true),
                    type_assessed_by_id = table.Column<long>(nullable: true),
                    service_id = table.Column<long>(nullable: true),
                    urgency = table.Column<int>(nullable: false),
                    priority_key = table.Column<string>(maxLength: 40, nullable: true),
                    classification_code = table.Column<string>(maxLength: 20, nullable: true),
                    merged_into_id = table.Column<long>(nullable: true),
                    created_at = table.Column<DateTime>(nullable: false),
                    updated_at = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_ticket", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "desk_ticket_number",
                columns: table => new
                {
                    number = table.Column<string>(maxLength: 40, nullable: false),
                    ticket_id = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_ticket_number", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "desk_ticket_type",
                columns: table => new
                {
                    key = table.Column<string>(maxLength: 40, nullable: false),
                    plugin_id = table.Column<string>(maxLength: 40, nullable: false),
                    name = table.Column<string>(nullable: false),
                    explanation = table.Column<string>(nullable: false),
                    order = table.Column<int>(nullable: false),
                    is_offered = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_ticket_type", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "desk_transition",
                columns: table => new
                {
                    from = table.Column<string>(maxLength: 40, nullable: false),
                    to = table.Column<string>(maxLength: 40, nullable: false),
                    least_role = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_transition", x => new { x.from, x.to });
                });

            migrationBuilder.CreateTable(
                name: "desk_permission_grant",
                columns: table => new
                {
                    person_id = table.Column<long>(nullable: false),
                    permission = table.Column<string>(maxLength: 90, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_permission_grant", x => new { x.person_id, x.permission });
                    table.ForeignKey(
                        name: "fk_desk_permission_grant_person_id",
                        column: x => x.person_id,
                        principalTable: "desk_person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_desk_access_request_requested_by_id_created_at",
                table: "desk_access_request",
                columns: new[] { "requested_by_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_access_request_state_id",
                table: "desk_access_request",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_account_link_hash",
                table: "desk_account_link",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_account_link_person_id",
                table: "desk_account_link",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_api_token_hash",
                table: "desk_api_token",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_attachment_hash",
                table: "desk_attachment",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_desk_attachment_ticket_id",
                table: "desk_attachment",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_brand_key",
                table: "desk_brand",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_cc_ticket_id_folded_address",
                table: "desk_cc",
                columns: new[] { "ticket_id", "folded_address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_classification_code",
                table: "desk_classification",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_department_key",
                table: "desk_department",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_department_member_person_id",
                table: "desk_department_member",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_external_account_person_id",
                table: "desk_external_account",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_external_account_subject_issuer",
                table: "desk_external_account",
                columns: new[] { "subject", "issuer" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_external_key_kind_owner_id",
                table: "desk_external_key",
                columns: new[] { "kind", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_field_value_owner_key_instant",
                table: "desk_field_value",
                columns: new[] { "owner", "key", "instant" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_field_value_owner_key_number",
                table: "desk_field_value",
                columns: new[] { "owner", "key", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_field_value_owner_key_text",
                table: "desk_field_value",
                columns: new[] { "owner", "key", "text" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_following_person_id",
                table: "desk_following",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_guest_ticket_expires_at",
                table: "desk_guest_ticket",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_form_held_at",
                table: "desk_held_form",
                column: "held_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_mail_due",
                table: "desk_held_mail",
                column: "due");

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_mail_recipient_id_ticket_id",
                table: "desk_held_mail",
                columns: new[] { "recipient_id", "ticket_id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_message_folded_address",
                table: "desk_held_message",
                column: "folded_address");

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_message_state_held_at",
                table: "desk_held_message",
                columns: new[] { "state", "held_at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_held_message_ticket_id",
                table: "desk_held_message",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_history_ticket_id_version",
                table: "desk_history",
                columns: new[] { "ticket_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_inbound_entry_content_hash_message_id_hash",
                table: "desk_inbound_entry",
                columns: new[] { "content_hash", "message_id_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_inbound_entry_folded_address_received_at",
                table: "desk_inbound_entry",
                columns: new[] { "folded_address", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_inbound_entry_message_id",
                table: "desk_inbound_entry",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_inbound_entry_message_id_hash",
                table: "desk_inbound_entry",
                column: "message_id_hash");

            migrationBuilder.CreateIndex(
                name: "ix_desk_inbound_entry_ticket_id",
                table: "desk_inbound_entry",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_inbound_reference_message_id_hash",
                table: "desk_inbound_reference",
                column: "message_id_hash");

            migrationBuilder.CreateIndex(
                name: "ix_desk_mail_message_id",
                table: "desk_mail",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_mail_recipient_id",
                table: "desk_mail",
                column: "recipient_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_mail_ticket_id_folded_address",
                table: "desk_mail",
                columns: new[] { "ticket_id", "folded_address" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_membership_organisation_id",
                table: "desk_membership",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_message_ticket_id_occurred_at",
                table: "desk_message",
                columns: new[] { "ticket_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_node_identity",
                table: "desk_node",
                column: "identity",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_notice_created_at",
                table: "desk_notice",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_notice_person_id_id",
                table: "desk_notice",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_notice_unseen",
                table: "desk_notice",
                columns: new[] { "person_id", "ticket_id" },
                filter: "seen_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_organisation_account_lead_id",
                table: "desk_organisation",
                column: "account_lead_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_organisation_name_id",
                table: "desk_organisation",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_organisation_domain_organisation_id",
                table: "desk_organisation_domain",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_outbox_lane_lane_position",
                table: "desk_outbox",
                columns: new[] { "lane", "lane_position" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_outbox_lease",
                table: "desk_outbox",
                column: "lease");

            migrationBuilder.CreateIndex(
                name: "ix_desk_outbox_state_due_at",
                table: "desk_outbox",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_pending_account_expires_at",
                table: "desk_pending_account",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_person_folded_address",
                table: "desk_person",
                column: "folded_address",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_person_name_id",
                table: "desk_person",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_person_role",
                table: "desk_person",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_desk_person_alias_person_id",
                table: "desk_person_alias",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_priority_key",
                table: "desk_priority",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_receipt_created_at",
                table: "desk_receipt",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_reply_token_mute_token",
                table: "desk_reply_token",
                column: "mute_token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_reply_token_ticket_id_folded_address",
                table: "desk_reply_token",
                columns: new[] { "ticket_id", "folded_address" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_search_document_source_folded_title",
                table: "desk_search_document",
                columns: new[] { "source", "folded_title" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_search_document_source_key_language",
                table: "desk_search_document",
                columns: new[] { "source", "key", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_desk_search_word_language_first_letters",
                table: "desk_search_word",
                columns: new[] { "language", "first", "letters" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_search_word_language_last_letters",
                table: "desk_search_word",
                columns: new[] { "language", "last", "letters" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_service_organisation_id",
                table: "desk_service",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_service_person_id",
                table: "desk_service",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_session_person_id",
                table: "desk_session",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_session_seen_at",
                table: "desk_session",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_share_with_id_kind",
                table: "desk_share",
                columns: new[] { "with_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_sign_in_guard_last_failure_at",
                table: "desk_sign_in_guard",
                column: "last_failure_at");

            migrationBuilder.CreateIndex(
                name: "ix_desk_site_organisation_id",
                table: "desk_site",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_assignee_id_status_kind_updated_at_id",
                table: "desk_ticket",
                columns: new[] { "assignee_id", "status_kind", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_department_id_status_kind_updated_at_id",
                table: "desk_ticket",
                columns: new[] { "department_id", "status_kind", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_folded_subject_id",
                table: "desk_ticket",
                columns: new[] { "folded_subject", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_merged",
                table: "desk_ticket",
                column: "merged_into_id",
                filter: "merged_into_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_number_length_number",
                table: "desk_ticket",
                columns: new[] { "number_length", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_organisation_id_updated_at_id",
                table: "desk_ticket",
                columns: new[] { "organisation_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_priority_key_status_kind_updated_at_id",
                table: "desk_ticket",
                columns: new[] { "priority_key", "status_kind", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_requester_id_updated_at_id",
                table: "desk_ticket",
                columns: new[] { "requester_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_status_kind_updated_at_id",
                table: "desk_ticket",
                columns: new[] { "status_kind", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_unassessed",
                table: "desk_ticket",
                columns: new[] { "status_kind", "updated_at", "id" },
                filter: "type_assessed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_unassigned",
                table: "desk_ticket",
                columns: new[] { "status_kind", "updated_at", "id" },
                filter: "assignee_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_ticket_number_ticket_id",
                table: "desk_ticket_number",
                column: "ticket_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "desk_access_policy");

            migrationBuilder.DropTable(
                name: "desk_access_request");

            migrationBuilder.DropTable(
                name: "desk_account_link");

            migrationBuilder.DropTable(
                name: "desk_api_token");

            migrationBuilder.DropTable(
                name: "desk_attachment");

            migrationBuilder.DropTable(
                name: "desk_audit");

            migrationBuilder.DropTable(
                name: "desk_brand");

            migrationBuilder.DropTable(
                name: "desk_cc");

            migrationBuilder.DropTable(
                name: "desk_classification");

            migrationBuilder.DropTable(
                name: "desk_cron");

            migrationBuilder.DropTable(
                name: "desk_department");

            migrationBuilder.DropTable(
                name: "desk_department_member");

            migrationBuilder.DropTable(
                name: "desk_external_account");

            migrationBuilder.DropTable(
                name: "desk_external_key");

            migrationBuilder.DropTable(
                name: "desk_field_definition");

            migrationBuilder.DropTable(
                name: "desk_field_value");

            migrationBuilder.DropTable(
                name: "desk_following");

            migrationBuilder.DropTable(
                name: "desk_guest_ticket");

            migrationBuilder.DropTable(
                name: "desk_hearing_choice");

            migrationBuilder.DropTable(
                name: "desk_hearing_hours");

            migrationBuilder.DropTable(
                name: "desk_held_form");

            migrationBuilder.DropTable(
                name: "desk_held_mail");

            migrationBuilder.DropTable(
                name: "desk_held_message");

            migrationBuilder.DropTable(
                name: "desk_history");

            migrationBuilder.DropTable(
                name: "desk_inbound_entry");

            migrationBuilder.DropTable(
                name: "desk_inbound_reference");

            migrationBuilder.DropTable(
                name: "desk_mail");

            migrationBuilder.DropTable(
                name: "desk_mail_trouble");

            migrationBuilder.DropTable(
                name: "desk_mark");

            migrationBuilder.DropTable(
                name: "desk_membership");

            migrationBuilder.DropTable(
                name: "desk_message");

            migrationBuilder.DropTable(
                name: "desk_message_page");

            migrationBuilder.DropTable(
                name: "desk_node");

            migrationBuilder.DropTable(
                name: "desk_notice");

            migrationBuilder.DropTable(
                name: "desk_organisation");

            migrationBuilder.DropTable(
                name: "desk_organisation_domain");

            migrationBuilder.DropTable(
                name: "desk_outbox");

            migrationBuilder.DropTable(
                name: "desk_pending_account");

            migrationBuilder.DropTable(
                name: "desk_permission_grant");

            migrationBuilder.DropTable(
                name: "desk_person_alias");

            migrationBuilder.DropTable(
                name: "desk_plugin");

            migrationBuilder.DropTable(
                name: "desk_plugin_setting");

            migrationBuilder.DropTable(
                name: "desk_priority");

            migrationBuilder.DropTable(
                name: "desk_receipt");

            migrationBuilder.DropTable(
                name: "desk_recovery_code");

            migrationBuilder.DropTable(
                name: "desk_reply_token");

            migrationBuilder.DropTable(
                name: "desk_search_document");

            migrationBuilder.DropTable(
                name: "desk_search_term");

            migrationBuilder.DropTable(
                name: "desk_search_word");

            migrationBuilder.DropTable(
                name: "desk_second_factor");

            migrationBuilder.DropTable(
                name: "desk_service");

            migrationBuilder.DropTable(
                name: "desk_session");

            migrationBuilder.DropTable(
                name: "desk_share");

            migrationBuilder.DropTable(
                name: "desk_sign_in_guard");

            migrationBuilder.DropTable(
                name: "desk_site");

            migrationBuilder.DropTable(
                name: "desk_status");

            migrationBuilder.DropTable(
                name: "desk_subscription");

            migrationBuilder.DropTable(
                name: "desk_ticket");

            migrationBuilder.DropTable(
                name: "desk_ticket_number");

            migrationBuilder.DropTable(
                name: "desk_ticket_type");

            migrationBuilder.DropTable(
                name: "desk_transition");

            migrationBuilder.DropTable(
                name: "desk_person");
        }
    }
}
