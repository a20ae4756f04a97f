using System.Collections.Frozen;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Host.Api;

/// <summary>Makes of what a program wrote what the acts take, and collects all that can't be read.</summary>
internal sealed class FieldReading
{
    private readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public void Invalid(string field, string key, params IReadOnlyList<object> arguments) =>
        _refusals.Add(new Refusal(RefusalKind.Invalid, new Phrase(key, arguments), field));

    /// <summary>One of the names of an enumeration, in small letters; null for another.</summary>
    public T? Name<T>(string field, string? text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Resource.Name(value) == text)
            {
                return value;
            }
        }

        Invalid(field, "api.choose", string.Join(", ", Enum.GetValues<T>().Select(Resource.Name)));
        return null;
    }

    public MessageFormat Format(string? format)
    {
        switch (format)
        {
            case null or "text":
                return MessageFormat.Text;
            case "markdown":
                return MessageFormat.Markdown;
            case "html":
                return MessageFormat.Html;
            default:
                Invalid("format", "desk.format-unknown");
                return MessageFormat.Text;
        }
    }

    public Urgency Urgency(string? urgency)
    {
        switch (urgency)
        {
            case "low":
                return Engine.Tickets.Urgency.Low;
            case null or "medium":
                return Engine.Tickets.Urgency.Medium;
            case "high":
                return Engine.Tickets.Urgency.High;
            default:
                Invalid("urgency", "desk.urgency-unknown");
                return Engine.Tickets.Urgency.Medium;
        }
    }

    public IReadOnlyList<CcAddress> Cc(IReadOnlyList<CcRequest>? recipients)
    {
        if (recipients?.Any(cc => cc is null) ?? false)
        {
            Invalid("cc", "desk.cc-missing");
            return [];
        }

        return [.. (recipients ?? []).Select(cc => new CcAddress(cc.Address, cc.Name))];
    }

    public static IReadOnlyDictionary<string, string> Fields(IReadOnlyDictionary<string, FieldText>? fields) =>
        (fields ?? FrozenDictionary<string, FieldText>.Empty).ToDictionary(field => field.Key, field => field.Value?.Text ?? "", StringComparer.Ordinal);

    public long? Id(string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Resource.TryId(text, out var id))
        {
            return id;
        }

        Invalid(field, "api.id");
        return null;
    }

    public IReadOnlyList<long> Ids(string field, IReadOnlyList<string>? texts, string otherwise)
    {
        if (Resource.TryIds(texts, out var ids))
        {
            return ids;
        }

        Invalid(field, otherwise);
        return [];
    }

    /// <summary>Whose ticket it shall be. A customer learns nothing of whom she names: whoever it is, it is not hers to say.</summary>
    public async Task<long?> RequesterAsync(string? requester, Actor actor, PersonDirectory people, CancellationToken cancellationToken)
    {
        if (requester is null)
        {
            return null;
        }

        var found = await PersonAsync(requester, people, cancellationToken);
        if (!actor.IsStaff && found != actor.PersonId)
        {
            _refusals.Add(new Refusal(RefusalKind.Forbidden, new Phrase("desk.open-for-other-forbidden"), "requester"));
        }
        else if (found is null)
        {
            Invalid("requester", "desk.requester-unknown");
        }

        return found;
    }

    public async Task<long?> AssigneeAsync(string? assignee, Actor actor, PersonDirectory people, CancellationToken cancellationToken)
    {
        if (assignee is null)
        {
            return null;
        }

        var found = assignee == "me" ? actor.PersonId : await PersonAsync(assignee, people, cancellationToken);
        if (actor.IsStaff && found is null)
        {
            Invalid("assignee", "desk.assignee-unknown");
        }

        return found;
    }

    /// <summary>A person by id or address; an id is taken as it is.</summary>
    public static async Task<long?> PersonAsync(string text, PersonDirectory people, CancellationToken cancellationToken) =>
        Resource.TryId(text, out var id) ? id : (await people.FindAsync(text, cancellationToken))?.Id;
}
