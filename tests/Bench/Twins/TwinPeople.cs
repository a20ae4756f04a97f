using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Bench.Twins;

/// <summary>Who may be meant by what a customer has begun to type: behind an <c>@</c>, or to share a ticket with.</summary>
internal static class TwinPeople
{
    private const int Most = 8;

    private const string Members = "SELECT m2.person_id FROM desk_membership m JOIN desk_membership m2 ON m2.organisation_id = m.organisation_id WHERE m.person_id = $me";

    private const string Begins = "(p.folded_name LIKE $begin ESCAPE '\\' OR p.folded_name LIKE $inside ESCAPE '\\')";

    private const string SeesTicket =
        """
        (p.role >= 2 OR (p.role = 1 AND (d.sight = 0 OR t.assignee_id = p.id OR (d.sight = 1 AND EXISTS (SELECT 1 FROM desk_department_member dm WHERE dm.department_id = d.id AND dm.person_id = p.id))))
            OR t.requester_id = p.id
            OR (o.members_see_all_tickets AND NOT t.is_kept_from_organisation AND EXISTS (SELECT 1 FROM desk_membership m WHERE m.person_id = p.id AND m.organisation_id = o.id))
            OR EXISTS (SELECT 1 FROM desk_share s WHERE s.ticket_id = t.id AND s.kind = 0 AND s.with_id = p.id))
        """;

    public static async Task<string?> AnswerAsync(SqliteConnection connection, TwinReader reader, string number, string handler, string begun)
    {
        var escaped = begun.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        (string, object?)[] values = [("$number", number), ("$me", reader.Id), ("$begin", escaped + "%"), ("$inside", "% " + escaped + "%"), ("$most", Most)];
        return handler == "names" ? await NamesAsync(connection, values) : await MentionableAsync(connection, values);
    }

    private static async Task<string> MentionableAsync(SqliteConnection connection, (string, object?)[] values)
    {
        var people = await TwinDatabase.ListAsync(
            connection,
            $"""
            SELECT p.name, p.role, {SeesTicket}
            FROM desk_ticket_number n
            JOIN desk_ticket t ON t.id = n.ticket_id
            JOIN desk_department d ON d.id = t.department_id
            LEFT JOIN desk_organisation o ON o.id = t.organisation_id
            JOIN desk_person p ON p.id IN ({Members}) OR (p.role > 0 AND {SeesTicket})
            WHERE n.number = $number AND p.disabled_at IS NULL AND p.id <> $me AND {Begins}
            ORDER BY p.folded_name, p.id LIMIT $most
            """,
            row => (Name: row.GetString(0), IsStaff: row.GetInt32(1) > 0, Sees: row.GetBoolean(2)),
            values);
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < people.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<li role=\"option\" id=\"mention-{i}\" aria-selected=\"false\" data-name=\"{WebUtility.HtmlEncode(people[i].Name)}\">\n<span dir=\"auto\">{WebUtility.HtmlEncode(people[i].Name)}</span>\n")
                .Append(!people[i].Sees ? "<span class=\"text-secondary\">cannot see this ticket yet</span>\n" : people[i].IsStaff ? "<span class=\"text-secondary\">support team</span>\n" : "").Append("</li>\n");
        }

        return text.Append("<li role=\"presentation\" class=\"desk-mention-only\">Only people of your organisation and of the support team can be mentioned.</li>\n").ToString();
    }

    private static async Task<string> NamesAsync(SqliteConnection connection, (string, object?)[] values)
    {
        var names = await TwinDatabase.ListAsync(
            connection,
            $"SELECT p.name FROM desk_person p WHERE p.id IN ({Members}) AND p.disabled_at IS NULL AND p.id <> $me AND {Begins} ORDER BY p.folded_name, p.id LIMIT $most",
            row => row.GetString(0),
            values);
        names.AddRange(await TwinDatabase.ListAsync(
            connection,
            """
            SELECT name FROM (
                SELECT o.id AS id, o.name AS name FROM desk_membership m JOIN desk_organisation o ON o.id = m.organisation_id WHERE m.person_id = $me
                UNION ALL SELECT s.id, o.name || ', ' || s.name FROM desk_membership m JOIN desk_organisation o ON o.id = m.organisation_id JOIN desk_site s ON s.organisation_id = o.id WHERE m.person_id = $me)
            WHERE lower(name) LIKE $begin ESCAPE '\' OR lower(name) LIKE $inside ESCAPE '\' ORDER BY name, id LIMIT $most
            """,
            row => row.GetString(0),
            values));
        return string.Concat(names.Select(name => $"<option value=\"{WebUtility.HtmlEncode(name)}\"></option>\n"));
    }
}
