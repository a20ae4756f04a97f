using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Engine.Pages;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Bench.Twins;

/// <summary>A ticket as its customer sees it, and the form that opens one.</summary>
internal sealed class TwinTicketPage(Assets assets)
{
    private const string Composer =
        """
        <div class="form-hint" id="Body-hint">{2}</div>
        <textarea class="form-control" rows="{0}" required dir="auto" id="Body" name="Body" aria-describedby="Body-hint">
        </textarea>
        </div>
        </mention-list>
        </div>
        <div class="desk-preview" data-pane="preview" id="preview" role="region" aria-label="Preview" aria-live="polite" tabindex="-1" hidden></div>
        <p class="form-hint desk-markdown-hint">You can use Markdown: <code>**bold**, *italic*, - list, &gt; quote, `code`</code>{3}</p>
        </write-preview>
        <upload-field data-largest="26214400" data-text-too-large="Too large: a file may have 26.2 MB at most." data-url="/attachments" data-name="Attachments" data-text-remove="Remove" data-text-retry="Try again" data-text-done="uploaded" data-text-failed="The file did not arrive. Please try again.">
        <div class="upload-drop">
        {1}
        <label class="form-label" for="Files">Attach files</label>
        <input class="form-control" type="file" id="Files" name="Files" multiple>
        <div class="form-hint upload-hint">Choose files, drop them here, or paste a screenshot into the message.</div>
        </div>
        <ul data-files class="upload-list" aria-label="Files for this message">
        </ul>
        </upload-field>

        """;

    private const string Tabs =
        """
        <write-preview>
        <div class="desk-write-tabs" hidden>
        <button type="button" class="btn btn-sm" aria-pressed="true" data-show="write">Write</button>
        <button type="button" class="btn btn-sm" aria-pressed="false" data-show="preview" hx-post="/preview" hx-params="Body" hx-target="#preview">Preview</button>
        </div>
        <div data-pane="write">
        <mention-list{0} data-label="People you can mention">

        """;

    private const string MentionHint = " Write @ and a name to notify somebody of your organisation or of the support team. <a href=\"/colleagues\" target=\"_blank\">Add a colleague, or ask for one</a>";

    public async Task<string?> TicketAsync(SqliteConnection connection, TwinReader reader, string number)
    {
        var found = await TwinDatabase.ListAsync(
            connection,
            """
            SELECT t.id, t.number, t.subject, t.status_key, t.status_kind, t.urgency, t.created_at, t.updated_at, json_extract(d.name, '$.en'), json_extract(s.name, '$.en'), p.name, json_extract(y.name, '$.en'), v.name, t.requester_id, g.id, g.name, json_extract(r.name, '$.en'), r.is_highlighted, t.classification_code
            FROM desk_ticket_number n
            JOIN desk_ticket t ON t.id = n.ticket_id
            JOIN desk_department d ON d.id = t.department_id
            JOIN desk_status s ON s.key = t.status_key
            JOIN desk_person p ON p.id = t.requester_id
            LEFT JOIN desk_ticket_type y ON y.key = t.type_key
            LEFT JOIN desk_service v ON v.id = t.service_id
            LEFT JOIN desk_priority r ON r.key = t.priority_key
            LEFT JOIN desk_organisation g ON g.id = t.organisation_id AND g.members_see_all_tickets AND NOT t.is_kept_from_organisation
            WHERE n.number = $number AND (t.requester_id = $me OR EXISTS (SELECT 1 FROM desk_membership m WHERE m.person_id = $me AND m.organisation_id = g.id))
            """,
            row => new
            {
                Id = row.GetInt64(0),
                Number = row.GetString(1),
                Subject = row.GetString(2),
                Kind = row.GetInt32(4),
                Urgency = row.GetInt32(5),
                CreatedAt = TwinDatabase.Instant(row, 6),
                UpdatedAt = TwinDatabase.Instant(row, 7),
                Department = row.GetString(8),
                Status = row.GetString(9),
                Requester = row.GetString(10),
                Type = TwinDatabase.Text(row, 11),
                Service = TwinDatabase.Text(row, 12),
                StatusKey = row.GetString(3),
                RequesterId = row.GetInt64(13),
                OrganisationId = row.IsDBNull(14) ? 0 : row.GetInt64(14),
                Organisation = TwinDatabase.Text(row, 15),
                Priority = TwinDatabase.Text(row, 16),
                IsHighlighted = !row.IsDBNull(17) && row.GetBoolean(17),
                Classification = TwinDatabase.Text(row, 18),
            },
            ("$number", number), ("$me", reader.Id));
        if (found is not [var ticket])
        {
            return null;
        }

        var messages = await TwinDatabase.ListAsync(
            connection,
            "SELECT m.id, m.author_id, m.by_staff, m.body, m.html, m.occurred_at, p.name FROM desk_message m LEFT JOIN desk_person p ON p.id = m.author_id WHERE m.ticket_id = $ticket AND m.kind = 0 ORDER BY m.occurred_at, m.id",
            row => new { Id = row.GetInt64(0), AuthorId = row.IsDBNull(1) ? 0 : row.GetInt64(1), ByStaff = row.GetBoolean(2), Body = row.GetString(3), Html = TwinDatabase.Text(row, 4), At = TwinDatabase.Instant(row, 5), Author = TwinDatabase.Text(row, 6) },
            ("$ticket", ticket.Id));
        var files = (await TwinDatabase.ListAsync(connection, "SELECT message_id, file_name FROM desk_attachment WHERE ticket_id = $ticket ORDER BY id", row => (Message: row.GetInt64(0), Name: row.GetString(1)), ("$ticket", ticket.Id))).ToLookup(file => file.Message);
        var history = await TwinDatabase.ListAsync(
            connection,
            "SELECT h.acts, h.channel, h.occurred_at, p.name FROM desk_history h LEFT JOIN desk_person p ON p.id = h.actor_id WHERE h.ticket_id = $ticket AND NOT h.is_for_staff ORDER BY h.version",
            row => (Acts: row.GetString(0), Channel: row.GetString(1), At: TwinDatabase.Instant(row, 2), Who: TwinDatabase.Text(row, 3)),
            ("$ticket", ticket.Id));
        var copies = await TwinDatabase.ListAsync(connection, "SELECT address FROM desk_cc WHERE ticket_id = $ticket ORDER BY id", row => row.GetString(0), ("$ticket", ticket.Id));
        var people = await TwinDatabase.ListAsync(
            connection,
            """
            SELECT s.kind, s.with_id, COALESCE(p.name, o.name, so.name || ', ' || si.name)
            FROM desk_share s
            LEFT JOIN desk_person p ON s.kind = 0 AND p.id = s.with_id
            LEFT JOIN desk_organisation o ON s.kind = 1 AND o.id = s.with_id
            LEFT JOIN desk_site si ON s.kind = 2 AND si.id = s.with_id
            LEFT JOIN desk_organisation so ON so.id = si.organisation_id
            WHERE s.ticket_id = $ticket
            UNION ALL
            SELECT CASE f.is_on WHEN 1 THEN 3 ELSE 4 END, f.person_id, p.name FROM desk_following f JOIN desk_person p ON p.id = f.person_id WHERE f.ticket_id = $ticket
            """,
            row => (Kind: row.GetInt32(0), Id: row.GetInt64(1), Name: row.GetString(2)),
            ("$ticket", ticket.Id));
        var fields = await TwinDatabase.ListAsync(
            connection,
            "SELECT json_extract(f.name, '$.en'), v.text FROM desk_field_value v JOIN desk_field_definition f ON f.owner = v.owner AND f.key = v.key WHERE v.owner = 0 AND v.owner_id = $ticket AND NOT f.is_for_staff ORDER BY f.\"order\"",
            row => (Name: row.GetString(0), Text: TwinDatabase.Text(row, 1)),
            ("$ticket", ticket.Id));
        var ways = ticket.RequesterId != reader.Id ? [] : await TwinDatabase.ListAsync(connection, "SELECT \"to\" FROM desk_transition WHERE \"from\" = $status AND least_role <= 0", row => row.GetString(0), ("$status", ticket.StatusKey));
        var isOver = ticket.Kind >= 3;

        var text = TwinFrame.Begin(assets, reader, $"#{ticket.Number} {ticket.Subject}", $"/tickets/{ticket.Number}", "/tickets");
        text.Raw("<live-notice class=\"alert alert-info desk-live\" data-url=\"/stream\" data-ticket=\"").Say(ticket.Number).Raw("\" role=\"status\" hidden>\n<span>There is something new on this ticket.</span> <a class=\"btn btn-sm\" href=\"/tickets/").Say(ticket.Number)
            .Raw("\">Show</a>\n</live-notice>\n<a class=\"desk-back\" href=\"/tickets\">").Icon("arrow-left").Raw("Tickets</a>\n<div class=\"desk-head\">\n<h1><span class=\"desk-number\">#").Say(ticket.Number).Raw("</span> <span dir=\"auto\">").Say(ticket.Subject)
            .Raw("</span></h1>\n</div>\n<div class=\"row g-3\">\n<div class=\"col-lg-8\">\n");
        if (ticket.Kind == 2)
        {
            text.Raw("<p class=\"desk-turn\">").Icon("message-reply").Raw("<span>We have answered and wait for you. Reply below, or close the ticket when all is well.</span> <a class=\"btn btn-sm\" href=\"#reply\">Reply</a></p>\n");
        }

        text.Raw("<section aria-label=\"Conversation\">\n");
        foreach (var message in messages)
        {
            text.Raw("<article class=\"desk-message ").Raw(message.ByStaff ? "desk-message-staff" : "desk-message-customer").Raw("\" id=\"message-").Number(message.Id).Raw("\" aria-labelledby=\"message-").Number(message.Id)
                .Raw("-by\">\n<header class=\"desk-message-head\">\n<span class=\"avatar avatar-sm desk-avatar\" aria-hidden=\"true\">").Icon(message.ByStaff ? "lifebuoy" : "user").Raw("</span>\n<strong id=\"message-").Number(message.Id).Raw("-by\">").Say(message.Author)
                .Raw("</strong>\n").Raw(message.AuthorId == reader.Id ? "<span class=\"badge\">You</span>\n" : message.ByStaff ? "<span class=\"badge bg-blue-lt\">Support</span>\n" : "")
                .Raw("<a class=\"desk-message-when\" href=\"#message-").Number(message.Id).Raw("\">").Time(message.At).Raw("</a>\n</header>\n");
            if (message.Html is { } html)
            {
                text.Raw("<div class=\"desk-message-body desk-markup\" dir=\"auto\">").Raw(html).Raw("</div>\n");
            }
            else
            {
                text.Raw("<div class=\"desk-message-body\" dir=\"auto\">").Say(message.Body).Raw("</div>\n");
            }

            foreach (var file in files[message.Id])
            {
                text.Raw("<p>").Say(file.Name).Raw("</p>");
            }

            text.Raw("</article>\n");
        }

        text.Raw("</section>\n<form method=\"post\" enctype=\"multipart/form-data\" class=\"card desk-composer\" id=\"reply\" novalidate action=\"/tickets/").Say(ticket.Number).Raw("?handler=reply\">\n<div class=\"card-body\">\n");
        Head(text, reader, $"reply-{ticket.Number}");
        text.Raw("<input type=\"hidden\" name=\"Seen\" value=\"").Number(messages.Max(message => message.Id)).Raw("\">\n").Raw(Tabs.Replace("{0}", $" data-url=\"/tickets/{ticket.Number}/people?handler=mentionable\"", StringComparison.Ordinal)).Raw("<div class=\"mb-3\"><label class=\"form-label\" for=\"Body\">Your reply</label>");
        Write(text, "6", isOver ? "This ticket is closed. Your reply opens it again." : "", MentionHint);
        text.Raw("</div>\n<div class=\"card-footer desk-buttons\"><button class=\"btn btn-primary\">").Icon("send").Raw("Send reply</button></div>\n").TokenField().Raw("</form>\n</div>\n<aside class=\"col-lg-4\" aria-label=\"About this ticket\">\n<div class=\"card\">\n<div class=\"card-body\">\n<dl class=\"desk-facts\">\n<dt>Status</dt><dd>")
            .Status(ticket.Kind, ticket.Status, forStaff: false).Raw("</dd>\n<dt>Department</dt><dd>").Say(ticket.Department).Raw("</dd>\n");
        if (ticket.Type is { } type)
        {
            text.Raw("<dt>Type</dt><dd>").Say(type).Raw("</dd>\n");
        }

        text.Raw("<dt>Priority</dt><dd>").Priority(ticket.Priority, ticket.IsHighlighted, ticket.Urgency);
        if (ticket.Priority is not null)
        {
            text.Raw(" <a href=\"/service-levels#").Say(ticket.Classification).Raw("\">").Say(ticket.Classification).Raw("</a></dd>\n<dt>Requested priority</dt><dd>").Urgency(ticket.Urgency);
        }

        text.Raw("</dd>\n");
        if (ticket.Service is { } service)
        {
            text.Raw("<dt>Service</dt><dd>").Say(service).Raw("</dd>\n");
        }

        foreach (var (name, value) in fields)
        {
            text.Raw("<dt>").Say(name).Raw("</dt><dd dir=\"auto\">").Say(value).Raw("</dd>\n");
        }

        text.Raw("<dt>Asked by</dt><dd>").Say(ticket.Requester).Raw("</dd>\n<dt>Opened</dt><dd>").Time(ticket.CreatedAt).Raw("</dd>\n<dt>Last update</dt><dd>").Time(ticket.UpdatedAt).Raw("</dd>\n</dl>\n</div>\n");
        if (!isOver && ways.Contains("closed"))
        {
            text.Raw("<div class=\"card-footer\">\n<form method=\"post\" action=\"/tickets/").Say(ticket.Number).Raw("?handler=close\"><button class=\"btn w-100\">").Icon("circle-check").Raw("Close the ticket</button>").TokenField()
                .Raw("</form>\n<p class=\"form-hint mb-0 mt-2\">A reply opens it again at any time.</p>\n</div>\n");
        }

        text.Raw("</div>\n");
        People(text, reader, ticket.Number, ticket.RequesterId, ticket.Requester, ticket.Organisation is null ? people : [(1, ticket.OrganisationId, ticket.Organisation), .. people]);
        text.Raw("<div class=\"card desk-cc\">\n<div class=\"card-body\">\n<h2 class=\"card-title\">").Icon("users").Raw("Copies to</h2>\n");
        if (copies.Count == 0)
        {
            text.Raw("<p class=\"text-secondary mb-2\">Nobody else gets the replies.</p>\n");
        }

        text.Raw("<details class=\"desk-more\">\n<summary class=\"btn btn-sm\">").Icon("plus").Raw("Add people</summary>\n<form method=\"post\" novalidate action=\"/tickets/").Say(ticket.Number)
            .Raw("/people?handler=addCc\">\n<label class=\"form-label\" for=\"Cc\">E-mail addresses</label>\n<textarea class=\"form-control\" id=\"Cc\" name=\"Cc\" rows=\"1\" autocapitalize=\"none\" spellcheck=\"false\" aria-describedby=\"Cc-hint\"></textarea>\n<p class=\"form-hint mt-1\" id=\"Cc-hint\">They get every reply by e-mail. Separate several addresses with commas.</p>\n<button class=\"btn\">Add</button>\n")
            .TokenField().Raw("</form>\n</details>\n</div>\n</div>\n<details class=\"card desk-history\">\n<summary class=\"card-body\">").Icon("history").Raw("What happened</summary>\n<ol class=\"card-body\">\n");
        foreach (var (acts, channel, at, who) in history)
        {
            text.Raw("<li>\n<span>").Say(who).Raw("</span>\n");
            using var json = JsonDocument.Parse(acts);
            foreach (var act in json.RootElement.EnumerateArray().Where(act => !act.TryGetProperty("staff", out _)))
            {
                text.Raw("<span>").Raw(act.GetProperty("act").GetString() switch { "open/1" => "opened the ticket", "reply/1" => "replied", _ => "changed the status" }).Raw("</span>\n");
            }

            text.Raw("<span class=\"text-secondary\">").Raw(channel == "web" ? "in the browser" : "by API").Raw(" · ").Time(at).Raw("</span>\n</li>\n");
        }

        return TwinFrame.End(text.Raw("</ol>\n</details>\n</aside>\n</div>\n"), reader);
    }

    public async Task<string> NewAsync(SqliteConnection connection, TwinReader reader)
    {
        var departments = await TwinDatabase.ListAsync(connection, "SELECT key, json_extract(name, '$.en') FROM desk_department WHERE NOT is_retired ORDER BY \"order\"", row => (Key: row.GetString(0), Name: row.GetString(1)));
        var services = await TwinDatabase.ListAsync(
            connection,
            "SELECT id, name FROM desk_service WHERE NOT has_ended AND (person_id = $me OR organisation_id IN (SELECT organisation_id FROM desk_membership WHERE person_id = $me)) ORDER BY name",
            row => (Id: row.GetInt64(0), Name: row.GetString(1)),
            ("$me", reader.Id));
        var types = await TwinDatabase.ListAsync(connection, "SELECT key, json_extract(name, '$.en'), json_extract(explanation, '$.en') FROM desk_ticket_type WHERE is_offered ORDER BY \"order\"", row => (Key: row.GetString(0), Name: row.GetString(1), Explanation: row.GetString(2)));
        var text = TwinFrame.Begin(assets, reader, "Open a ticket", "/tickets/new", "/tickets/new");
        text.Raw("<div class=\"desk-head\"><h1>Open a ticket</h1></div>\n<div class=\"row g-3\">\n<div class=\"col-lg-8\">\n<form method=\"post\" enctype=\"multipart/form-data\" class=\"card\" novalidate>\n<div class=\"card-body\">\n");
        Head(text, reader, "new-ticket");
        text.Raw("<div class=\"row\">\n<div class=\"col-sm-6 mb-3\"><label class=\"form-label\" for=\"name\">Your name</label><input class=\"form-control\" id=\"name\" value=\"").Say(reader.Name)
            .Raw("\" readonly></div>\n<div class=\"col-sm-6 mb-3\"><label class=\"form-label\" for=\"address\">Your e-mail address</label><input class=\"form-control\" id=\"address\" value=\"").Say(reader.Address)
            .Raw("\" readonly></div>\n</div>\n");
        if (types.Count > 0)
        {
            text.Raw("<fieldset class=\"mb-3\">\n<legend class=\"form-label\">What is it about?</legend>\n<div class=\"desk-types\" id=\"Type\">\n");
            foreach (var (key, name, explanation) in types)
            {
                text.Raw("<label class=\"desk-type\">\n<input class=\"form-check-input\" type=\"radio\" name=\"Type\" value=\"").Say(key).Raw("\">\n<span><strong>").Say(name).Raw("</strong><span class=\"desk-type-says\">").Say(explanation).Raw("</span></span>\n</label>\n");
            }

            text.Raw("</div>\n</fieldset>\n");
        }

        text.Raw("<div class=\"row\">\n<div class=\"col-sm-6\">\n<div class=\"mb-3\"><label class=\"form-label\" for=\"Department\">Department</label>\n<select class=\"form-select\" required id=\"Department\" name=\"Department\">\n<option value=\"\">Please choose</option>\n");
        foreach (var (key, name) in departments)
        {
            text.Raw("<option value=\"").Say(key).Raw("\">").Say(name).Raw("</option>\n");
        }

        text.Raw("</select>\n</div>\n</div>\n<div class=\"col-sm-6\">\n<div class=\"mb-3\"><label class=\"form-label\" for=\"Urgency\">Priority</label>\n<select class=\"form-select\" id=\"Urgency\" name=\"Urgency\">\n<option value=\"low\">Low</option>\n<option value=\"medium\" selected=\"selected\">Medium</option>\n<option value=\"high\">High</option>\n</select>\n<a class=\"form-hint d-inline-block mt-1 mb-0\" href=\"/service-levels\" target=\"_blank\">How our team decides on the priority</a>\n</div>\n</div>\n");
        if (services.Count > 0)
        {
            text.Raw("<div class=\"col-12\">\n<div class=\"mb-3\"><label class=\"form-label\" for=\"Service\">Related service</label>\n<select class=\"form-select\" id=\"Service\" name=\"Service\">\n<option value=\"\">None of them</option>\n");
            foreach (var (id, name) in services)
            {
                text.Raw("<option value=\"").Number(id).Raw("\">").Say(name).Raw("</option>\n");
            }

            text.Raw("</select>\n</div>\n</div>\n");
        }

        text.Raw("</div>\n<div class=\"mb-3\"><label class=\"form-label\" for=\"Subject\">Subject</label><div class=\"form-hint\" id=\"Subject-hint\">A few words that tell this problem from others.</div>\n<input class=\"form-control\" maxlength=\"255\" required dir=\"auto\" type=\"text\" id=\"Subject\" name=\"Subject\" value=\"\" aria-describedby=\"Subject-hint\">\n</div>\n")
            .Raw(Tabs.Replace("{0}", " data-url=\"\"", StringComparison.Ordinal)).Raw("<div class=\"mb-3\"><label class=\"form-label\" for=\"Body\">Message</label>");
        Write(text, "10", "What did you do, what did you expect, and what happened instead?");
        text.Raw("<div class=\"mt-3\">\n<div class=\"mb-3\"><label class=\"form-label\" for=\"Cc\">Copies to (optional)</label><div class=\"form-hint\" id=\"Cc-hint\">E-mail addresses that get every reply as well, separated by commas.</div>\n<textarea class=\"form-control\" rows=\"1\" autocapitalize=\"none\" spellcheck=\"false\" dir=\"auto\" id=\"Cc\" name=\"Cc\" aria-describedby=\"Cc-hint\">\n</textarea>\n</div>\n</div>\n</div>\n<div class=\"card-footer\"><button class=\"btn btn-primary\">")
            .Icon("send").Raw("Send</button></div>\n").TokenField().Raw("</form>\n</div>\n<aside class=\"col-lg-4\" aria-labelledby=\"hints\">\n<div class=\"card\">\n<div class=\"card-body\">\n<h2 class=\"card-title\" id=\"hints\">").Icon("info-circle")
            .Raw("How we can help fastest</h2>\n<ul class=\"desk-hints\">\n<li>Give it a clear subject.</li>\n<li>Describe step by step what you did.</li>\n<li>Copy error messages word for word.</li>\n<li>Add the links of the pages concerned.</li>\n<li>Attach screenshots.</li>\n<li>One subject per ticket, please.</li>\n</ul>\n<p class=\"text-secondary mb-0\">Never send passwords or card numbers. We never ask for them.</p>\n</div>\n</div>\n</aside>\n</div>\n");
        return TwinFrame.End(text, reader);
    }

    private static void People(TwinText text, TwinReader reader, string number, long requesterId, string requester, List<(int Kind, long Id, string Name)> people)
    {
        text.Raw("<div class=\"card desk-sharing\" id=\"people\">\n<div class=\"card-body\">\n<h2 class=\"card-title\">").Icon("users").Raw("People on this ticket</h2>\n<ul class=\"desk-people\">\n<li><span class=\"desk-people-name\"><span>")
            .Say(requester).Raw("</span><span class=\"text-secondary\">opened it</span></span></li>\n");
        foreach (var (kind, id, name) in people.Where(one => one.Kind < 3))
        {
            var shown = kind == 0 ? name : $"Everybody at {name}";
            text.Raw("<li>\n<span class=\"desk-people-name\"><span>").Say(shown).Raw("</span></span>\n<a class=\"btn btn-icon btn-sm btn-ghost-secondary\" href=\"/tickets/").Say(number).Raw("/people?kind=").Raw(kind switch { 0 => "person", 1 => "organisation", _ => "site" })
                .Raw("&amp;id=").Number(id).Raw("\" aria-label=\"Remove ").Say(shown).Raw("\" title=\"Remove ").Say(shown).Raw("\">").Icon("x").Raw("</a>\n</li>\n");
        }

        text.Raw("</ul>\n<details class=\"desk-more\">\n<summary class=\"btn btn-sm\">").Icon("plus").Raw("Share</summary>\n<form method=\"post\" novalidate action=\"/tickets/").Say(number)
            .Raw("/people?handler=share\">\n<label class=\"form-label\" for=\"Share\">Share with</label>\n<input class=\"form-control\" id=\"Share\" name=\"With\" list=\"Share-list\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"530\" dir=\"auto\" aria-describedby=\"Share-hint\" hx-get=\"/tickets/")
            .Say(number).Raw("/people?handler=names\" hx-trigger=\"focus once, input changed delay:200ms\" hx-target=\"#Share-list\" hx-sync=\"this:replace\">\n<datalist id=\"Share-list\"></datalist>\n")
            .Raw("<p class=\"form-hint mt-1\" id=\"Share-hint\">A colleague, your organisation or one of its sites. Colleagues get an e-mail; organisations and sites see it in silence.</p>\n<button class=\"btn\">Share</button>\n").TokenField().Raw("</form>\n</details>\n");
        var followers = people.Where(one => one.Kind == 3).ToList();
        if (followers.Count > 0)
        {
            text.Raw("<h3 class=\"desk-sub\">Followers</h3>\n<ul class=\"desk-people\">\n");
            foreach (var follower in followers)
            {
                text.Raw("<li>\n<span class=\"desk-people-name\"><span>").Say(follower.Name).Raw("</span></span>\n</li>\n");
            }

            text.Raw("</ul>\n");
        }

        var heard = people.Where(one => one.Kind >= 3 && one.Id == reader.Id).Select(one => (bool?)(one.Kind == 3)).FirstOrDefault();
        text.Raw("<div class=\"desk-following\">\n");
        if (heard is { } follows)
        {
            text.Raw("<p class=\"form-hint mb-1\">").Raw(follows ? "You follow this ticket." : "You get no e-mail about this ticket.").Raw("</p>\n");
        }

        if (heard is false || (heard is null && requesterId != reader.Id))
        {
            text.Raw("<form method=\"post\" action=\"/tickets/").Say(number).Raw("/people?handler=follow\"><button class=\"btn btn-sm\" title=\"You get an e-mail when something happens.\">").Icon("bell").Raw("Follow</button>").TokenField().Raw("</form>\n");
        }

        if (heard is true || (heard is null && requesterId == reader.Id))
        {
            text.Raw("<form method=\"post\" action=\"/tickets/").Say(number).Raw("/people?handler=unfollow\"><button class=\"btn btn-sm btn-ghost-secondary\">").Icon("bell-off").Raw("Send me no more e-mail about this</button>").TokenField().Raw("</form>\n");
        }

        text.Raw("</div>\n</div>\n</div>\n");
    }

    private void Write(TwinText text, string rows, string hint, string mentions = "")
    {
        var upload = new TwinText(assets).Icon("cloud-upload").ToString();
        text.Raw(Composer.Replace("{0}", rows, StringComparison.Ordinal).Replace("{1}", upload, StringComparison.Ordinal).Replace("{2}", hint, StringComparison.Ordinal).Replace("{3}", mentions, StringComparison.Ordinal));
    }

    private static void Head(TwinText text, TwinReader reader, string form) =>
        text.Raw("<input type=\"hidden\" name=\"Owner\" value=\"").Raw(TwinText.Sign(RandomNumberGenerator.GetBytes(60))).Raw("\">\n<input type=\"hidden\" name=\"RequestKey\" value=\"").Raw(RandomNumberGenerator.GetHexString(32, lowercase: true))
            .Raw("\">\n<kept-draft class=\"alert alert-info desk-kept\" role=\"status\" data-key=\"").Number(reader.Id).Raw("/").Say(form).Raw("\" data-server=\"\" hidden>\n").Icon("history")
            .Raw("<div>What you typed before was restored.</div><button type=\"button\" class=\"btn btn-sm\">Discard</button>\n</kept-draft>\n");
}
