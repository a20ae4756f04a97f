using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Host.Api;

/// <summary>Which tickets a program wants listed. A parameter that is not known is refused, so that a spelling mistake does not list everything.</summary>
internal static class TicketFilter
{
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("status", "The key of a status."),
        new("kind", "The kind of a status: new, open, waiting, solved or closed; several, separated by commas."),
        new("department", "The key or the id of a department."),
        new("priority", "The key of a priority."),
        new("type", "The key of a type."),
        new("assignee", "For staff: who takes care of it, by id; 'me', or 'none'."),
        new("unassessed", "true: only those whose type no staff have looked at yet."),
        new("requester", "Whose ticket it is, by id, or 'me'."),
        new("organisation", "Of which organisation, by id."),
        new("search", "A number, with or without # and leading zeros, or words of the subject."),
        new("sort", "updated (unless told), number, subject, status, department or priority (the most pressing first when it ascends)."),
        new("order", "desc (unless told) or asc."),
        Paging.Limit,
        Paging.After,
    ];

    public static (TicketListQuery? Query, IResult? Refusal) Read(HttpContext context)
    {
        var asked = new QueryReading(context, Parameters);
        var actor = context.ApiActor();
        var assignee = asked.Text("assignee");
        var query = new TicketListQuery
        {
            Search = asked.Text("search"),
            Status = asked.Text("status"),
            Kinds = asked.Text("kind") is { } kinds ? [.. kinds.Split(',').Select(kind => asked.Name<StatusKind>("kind", kind))] : null,
            Department = asked.Text("department"),
            Type = asked.Text("type"),
            Priority = asked.Text("priority"),
            IsUnassessed = asked.Flag("unassessed"),
            IsUnassigned = assignee == "none",
            AssigneeId = assignee is null or "none" ? null : asked.Person("assignee", actor),
            RequesterId = asked.Person("requester", actor),
            OrganisationId = asked.Id("organisation"),
            Sort = asked.Text("sort") is { } sort ? asked.Name<TicketSort>("sort", sort) : TicketSort.Updated,
            Descending = asked.Text("order") is not { } order || asked.OneOf("order", order, "desc", "asc") == 0,
            Size = asked.Limit(),
            After = asked.Text("after"),
        };
        if (assignee is not null && !actor.IsStaff)
        {
            asked.Refuse(new Refusal(RefusalKind.Forbidden, new Phrase("desk.assign-forbidden"), "assignee"));
        }

        return asked.Refusals.Count == 0 ? (query, null) : (null, Problems.Of(context, asked.Refusals));
    }
}

/// <summary>A parameter of a list, as the reference describes it.</summary>
internal sealed record QueryParameter(string Name, string Description);

/// <summary>How every list is cut into pages.</summary>
internal static class Paging
{
    public const int Most = 100;
    public const int Usual = 25;

    public static QueryParameter Limit { get; } = new("limit", "How many a page has: 1 to 100, 25 unless told.");

    public static QueryParameter After { get; } = new("after", "Where the page before ended, as its 'next' said.");

    public static QueryParameter Search { get; } = new("search", "Words of the name, or the beginning of the address.");
}

/// <summary>Reads the query of a list and collects all that can't be read.</summary>
internal sealed class QueryReading
{
    private readonly HttpContext _context;
    private readonly List<Refusal> _refusals = [];

    public QueryReading(HttpContext context, IReadOnlyList<QueryParameter> known)
    {
        _context = context;
        foreach (var name in context.Request.Query.Keys.Where(name => !known.Any(parameter => parameter.Name == name)))
        {
            Invalid(name, "api.unknown-parameter", string.Join(", ", known.Select(parameter => parameter.Name)));
        }
    }

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public void Refuse(Refusal refusal) => _refusals.Add(refusal);

    public string? Text(string name) => _context.Request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    public bool Flag(string name) => Text(name) is { } text && OneOf(name, text, "false", "true") == 1;

    public long? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Resource.TryId(text, out var id))
        {
            return id;
        }

        Invalid(name, "api.id");
        return null;
    }

    public long? Person(string name, Actor actor) => Text(name) == "me" ? actor.PersonId : Id(name);

    public int Limit()
    {
        if (Text("limit") is not { } text)
        {
            return Paging.Usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Paging.Most)
        {
            return limit;
        }

        Invalid("limit", "api.limit", Paging.Most);
        return Paging.Usual;
    }

    public T Name<T>(string name, string text) where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        return Enum.Parse<T>(names[OneOf(name, text, [.. names.Select(one => one.ToLowerInvariant())])]);
    }

    public int OneOf(string name, string text, params string[] choices)
    {
        var at = Array.IndexOf(choices, text);
        if (at < 0)
        {
            Invalid(name, "api.choose", string.Join(", ", choices));
        }

        return Math.Max(at, 0);
    }

    private void Invalid(string field, string key, params IReadOnlyList<object> arguments) =>
        Refuse(new Refusal(RefusalKind.Invalid, new Phrase(key, arguments), field));
}
