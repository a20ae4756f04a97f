using System.Globalization;
using System.Text;
using Helpdesk.Engine.Pages;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Bench.Twins;

/// <summary>The lists: a customer's home and tickets, an agent's queue.</summary>
internal sealed class TwinTickets(Assets assets)
{
    private const string Columns =
        """
        SELECT t.id, t.number, t.subject, t.updated_at, json_extract(d.name, '$.en'), json_extract(s.name, '$.en'), t.status_kind, t.urgency, p.name, a.name, json_extract(y.name, '$.en'), json_extract(r.name, '$.en'), r.is_highlighted
        FROM desk_ticket t
        JOIN desk_department d ON d.id = t.department_id
        JOIN desk_status s ON s.key = t.status_key
        JOIN desk_person p ON p.id = t.requester_id
        LEFT JOIN desk_person a ON a.id = t.assignee_id
        LEFT JOIN desk_ticket_type y ON y.key = t.type_key
        LEFT JOIN desk_priority r ON r.key = t.priority_key
        """;

    private const string Mine =
        """
        (t.requester_id = $me OR (NOT t.is_kept_from_organisation AND t.organisation_id IN (
            SELECT m.organisation_id FROM desk_membership m JOIN desk_organisation o ON o.id = m.organisation_id WHERE m.person_id = $me AND o.members_see_all_tickets))
            OR t.id IN (SELECT s.ticket_id FROM desk_share s WHERE s.kind = 0 AND s.with_id = $me
                UNION ALL SELECT s.ticket_id FROM desk_membership m JOIN desk_share s ON s.kind = 1 AND s.with_id = m.organisation_id WHERE m.person_id = $me
                UNION ALL SELECT s.ticket_id FROM desk_membership m JOIN desk_share s ON s.kind = 2 AND s.with_id = m.site_id WHERE m.person_id = $me))
        """;

    private const string Seen =
        """
        (t.assignee_id = $me OR t.requester_id = $me OR t.department_id IN (
            SELECT d.id FROM desk_department d WHERE d.sight = 0 OR (d.sight = 1 AND EXISTS (SELECT 1 FROM desk_department_member m WHERE m.department_id = d.id AND m.person_id = $me))))
        """;

    private static readonly string[] CustomersTabs = ["all|All", "waiting|Waiting for you", "open|With us", "closed|Closed"];

    private static readonly string[] AgentsTabs = ["open|Waiting for us", "mine|Mine", "unassigned|Unassigned", "unassessed|Type to assess", "waiting|Waiting for the customer", "closed|Closed", "all|All"];

    public async Task<string> HomeAsync(SqliteConnection connection, TwinReader reader)
    {
        var waiting = await LinesAsync(connection, $"{Columns} WHERE {Mine} AND t.status_kind = 2 ORDER BY t.updated_at DESC, t.id DESC LIMIT 5", reader);
        var open = await LinesAsync(connection, $"{Columns} WHERE {Mine} AND t.status_kind IN (0, 1) ORDER BY t.updated_at DESC, t.id DESC LIMIT 5", reader);
        var text = TwinFrame.Begin(assets, reader, "Home", "/", "/");
        text.Raw("<div class=\"desk-hello\">\n  <h1>Hello, ").Say(reader.Name).Raw("</h1>\n  <a class=\"btn btn-primary\" href=\"/tickets/new\">").Icon("plus").Raw("Open a ticket</a>\n</div>\n");
        if (waiting.Count > 0)
        {
            text.Raw("<section class=\"card desk-waiting\" aria-labelledby=\"waiting\">\n<div class=\"card-header\"><h2 class=\"card-title\" id=\"waiting\">").Icon("message-reply").Raw("Waiting for your answer</h2></div>\n");
            Lines(text, waiting, "#reply");
            text.Raw("</section>\n");
        }

        text.Raw("<section class=\"card\" aria-labelledby=\"open-tickets\">\n  <div class=\"card-header\">\n    <h2 class=\"card-title\" id=\"open-tickets\">With us</h2>\n    <a class=\"card-actions\" href=\"/tickets\">All tickets</a>\n  </div>\n");
        Lines(text, open, "");
        return TwinFrame.End(text.Raw("</section>\n"), reader);
    }

    public async Task<string> ListAsync(SqliteConnection connection, TwinReader reader)
    {
        var lines = await LinesAsync(connection, $"{Columns} WHERE {Mine} ORDER BY t.updated_at DESC, t.id DESC LIMIT 26", reader);
        var text = TwinFrame.Begin(assets, reader, "Tickets", "/tickets", "/tickets");
        text.Raw("<div class=\"desk-head\">\n  <h1>Tickets</h1>\n  <a class=\"btn btn-primary\" href=\"/tickets/new\">").Icon("plus").Raw("Open a ticket</a>\n</div>\n");
        Filter(text, "/tickets", CustomersTabs, departments: null);
        text.Raw("<div id=\"tickets\">\n<table class=\"table card-table table-vcenter desk-table\">\n<thead>\n<tr>\n<th scope=\"col\"><a href=\"/tickets?sort=department\">Department</a></th>\n<th scope=\"col\"><a href=\"/tickets?sort=subject\">Subject</a></th>\n");
        Sorted(text, "/tickets");
        text.Raw("</tr>\n</thead>\n<tbody>\n");
        foreach (var line in lines.Take(25))
        {
            text.Raw("<tr>\n<td class=\"desk-cell-department text-secondary\">").Say(line.Department).Raw("</td>\n<td class=\"desk-cell-subject\">\n<a class=\"desk-row-link\" href=\"/tickets/").Say(line.Number).Raw("\"><span class=\"desk-number\">#").Say(line.Number)
                .Raw("</span> <span class=\"desk-subject\">").Say(line.Subject).Raw("</span></a>\n</td>\n<td class=\"desk-cell-status\">").Status(line.Kind, line.Status, forStaff: false)
                .Raw("</td>\n<td class=\"desk-cell-updated text-secondary\">").Time(line.UpdatedAt).Raw("</td>\n</tr>\n");
        }

        return End(text, reader, "/tickets", lines);
    }

    public async Task<string> QueueAsync(SqliteConnection connection, TwinReader reader)
    {
        var departments = await TwinDatabase.ListAsync(connection, "SELECT key, json_extract(name, '$.en') FROM desk_department WHERE NOT is_retired ORDER BY \"order\"", row => (row.GetString(0), row.GetString(1)));
        var lines = await LinesAsync(connection, $"{Columns} WHERE {Seen} AND t.status_kind IN (0, 1) ORDER BY t.updated_at DESC, t.id DESC LIMIT 26", reader);
        var text = TwinFrame.Begin(assets, reader, "Queue", "/agent", "/agent");
        text.Raw("<div class=\"desk-head\"><h1>Queue</h1></div>\n");
        Filter(text, "/agent", AgentsTabs, departments);
        text.Raw("<div id=\"tickets\">\n<table class=\"table card-table table-vcenter desk-table desk-table-staff\">\n<thead>\n<tr>\n<th scope=\"col\"><a href=\"/agent?sort=subject\">Subject</a></th>\n<th scope=\"col\"><a href=\"/agent?sort=department\">Department</a></th>\n");
        Sorted(text, "/agent");
        text.Raw("<th scope=\"col\">Assigned to</th>\n<th scope=\"col\">Type</th>\n<th scope=\"col\"><a href=\"/agent?sort=priority\">Priority</a></th>\n</tr>\n</thead>\n<tbody>\n");
        foreach (var line in lines.Take(25))
        {
            text.Raw("<tr>\n<td class=\"desk-cell-subject\">\n<a class=\"desk-row-link\" href=\"/agent/tickets/").Say(line.Number).Raw("\"><span class=\"desk-number\">#").Say(line.Number)
                .Raw("</span> <span class=\"desk-subject\">").Say(line.Subject).Raw("</span></a>\n<span class=\"desk-cell-requester text-secondary\">").Say(line.Requester)
                .Raw("</span>\n</td>\n<td class=\"desk-cell-department text-secondary\">").Say(line.Department).Raw("</td>\n<td class=\"desk-cell-status\">").Status(line.Kind, line.Status, forStaff: true)
                .Raw("</td>\n<td class=\"desk-cell-updated text-secondary\">").Time(line.UpdatedAt).Raw("</td>\n<td class=\"desk-cell-assignee\" data-label=\"Assigned to\">");
            Or(text, line.Assignee, "Nobody").Raw("</td>\n<td class=\"desk-cell-type\" data-label=\"Type\">");
            Or(text, line.Type, "No type").Raw("</td>\n<td class=\"desk-cell-urgency\" data-label=\"Priority\">").Priority(line.Priority, line.IsHighlighted, line.Urgency).Raw("</td>\n</tr>\n");
        }

        return End(text, reader, "/agent", lines);
    }

    private static TwinText Or(TwinText text, string? value, string without) => value is null ? text.Raw("<span class=\"text-secondary\">").Raw(without).Raw("</span>") : text.Say(value);

    private static void Filter(TwinText text, string path, string[] tabs, List<(string Key, string Name)>? departments)
    {
        text.Raw("<live-notice class=\"alert alert-info desk-live\" data-url=\"/stream\" data-list=\"#tickets\" role=\"status\" hidden>\n  <span>Tickets have changed meanwhile.</span> <button class=\"btn btn-sm\" type=\"button\">Show</button>\n</live-notice>\n")
            .Raw("<div class=\"card\">\n  <div class=\"card-header desk-filter\">\n  <nav class=\"desk-tabs\" aria-label=\"Which tickets\">\n");
        for (var i = 0; i < tabs.Length; i++)
        {
            var parts = tabs[i].Split('|');
            text.Raw(i == 0 ? "<a class=\"is-here\" aria-current=\"true\" href=\"" : "<a href=\"").Raw(path).Raw("?show=").Raw(parts[0]).Raw("\">").Raw(parts[1]).Raw("</a>\n");
        }

        text.Raw("</nav>\n<form method=\"get\" action=\"").Raw(path).Raw("\" role=\"search\" class=\"desk-search\">\n");
        if (departments is not null)
        {
            text.Raw("<select class=\"form-select\" name=\"department\" aria-label=\"Department\">\n<option value=\"\">Every department</option>\n");
            foreach (var (key, name) in departments)
            {
                text.Raw("<option value=\"").Say(key).Raw("\">").Say(name).Raw("</option>\n");
            }

            text.Raw("</select>\n");
        }

        text.Raw("<input class=\"form-control\" type=\"search\" name=\"search\" placeholder=\"Number or words of the subject\" aria-label=\"Number or words of the subject\" maxlength=\"200\">\n<button class=\"btn btn-icon\" aria-label=\"Search\">").Icon("search").Raw("</button>\n</form>\n</div>\n");
    }

    private static void Sorted(TwinText text, string path) =>
        text.Raw("<th scope=\"col\"><a href=\"").Raw(path).Raw("?sort=status\">Status</a></th>\n<th scope=\"col\" aria-sort=\"descending\"><a href=\"").Raw(path).Raw("?sort=updated&amp;order=up\">Last update").Icon("chevron-down").Raw("</a></th>\n");

    private static string End(TwinText text, TwinReader reader, string path, List<Line> lines)
    {
        text.Raw("</tbody>\n</table>\n");
        if (lines.Count > 25)
        {
            var last = lines[24];
            var after = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Updated-\n{last.UpdatedAt.Ticks}\n{last.Id}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            text.Raw("<div class=\"card-footer desk-pager\">\n<a class=\"btn desk-next\" rel=\"next\" href=\"").Raw(path).Raw("?after=").Raw(after).Raw("\">Next page").Icon("arrow-right").Raw("</a>\n</div>\n");
        }

        return TwinFrame.End(text.Raw("</div>\n</div>\n"), reader);
    }

    private static void Lines(TwinText text, List<Line> lines, string anchor)
    {
        text.Raw("<div class=\"list-group list-group-flush\">\n");
        foreach (var line in lines)
        {
            text.Raw("<a class=\"list-group-item list-group-item-action desk-line\" href=\"/tickets/").Say(line.Number).Raw(anchor).Raw("\">\n<span class=\"desk-line-main\">\n<span class=\"desk-line-subject\" dir=\"auto\">").Say(line.Subject)
                .Raw("</span>\n<span class=\"text-secondary\">#").Say(line.Number).Raw(" · ").Say(line.Department).Raw(" · ").Time(line.UpdatedAt).Raw("</span>\n</span>\n").Status(line.Kind, line.Status, forStaff: false).Raw("</a>\n");
        }

        text.Raw("</div>\n");
    }

    private static Task<List<Line>> LinesAsync(SqliteConnection connection, string sql, TwinReader reader) =>
        TwinDatabase.ListAsync(
            connection,
            sql,
            row => new Line(
                row.GetInt64(0), row.GetString(1), row.GetString(2), TwinDatabase.Instant(row, 3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetInt32(7), row.GetString(8), TwinDatabase.Text(row, 9), TwinDatabase.Text(row, 10), TwinDatabase.Text(row, 11), !row.IsDBNull(12) && row.GetBoolean(12)),
            ("$me", reader.Id));

    private sealed record Line(long Id, string Number, string Subject, DateTime UpdatedAt, string Department, string Status, int Kind, int Urgency, string Requester, string? Assignee, string? Type, string? Priority, bool IsHighlighted);
}
