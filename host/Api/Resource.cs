using System.ComponentModel;
using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Fields;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Helpdesk.Host.Sharing;
using Microsoft.Extensions.Primitives;

namespace Helpdesk.Host.Api;

/// <summary>From what readers get to what the API says. Ids are strings: 64 bits are more than a JavaScript number holds.</summary>
internal static class Resource
{
    public static TicketResource Of(TicketView view, Actor reader, CultureInfo language)
    {
        var ticket = view.Ticket;
        return new TicketResource(
            Id(ticket.Id),
            ticket.Number,
            ticket.Version,
            ticket.Subject,
            new KeyResource(ticket.DepartmentKey, view.Department.For(language)),
            new StatusResource(ticket.StatusKey, view.StatusName.For(language), Name(ticket.StatusKind)),
            Of(view.Requester)!,
            ticket.TypeKey is { } type ? new TypeResource(type, view.TypeName?.For(language) ?? type, ticket.IsTypeAssessed) : null,
            Name(ticket.Urgency),
            Of(view.Priority, language),
            ticket.ServiceId is { } service ? new NamedResource(Id(service), view.Service ?? "") : null,
            reader.IsStaff && ticket.OrganisationId is { } organisation ? new NamedResource(Id(organisation), view.Organisation ?? "") : null,
            Of(view.Assignee),
            [.. view.Cc.Select(Of)],
            [.. view.Shares.Select(Of)],
            view.IsFollowed,
            [.. view.Fields.Select(field => new FieldResource(field.Key, field.Name.For(language), Name(field.Kind), field.Value))],
            [.. view.Next.Select(status => new KeyResource(status.Key, status.Name.For(language)))],
            ticket.CreatedAt,
            ticket.UpdatedAt);
    }

    public static TicketLineResource Of(TicketLine line, CultureInfo language) =>
        new(
            Id(line.Id),
            line.Number,
            line.Subject,
            new KeyResource(line.DepartmentKey, line.Department.For(language)),
            new StatusResource(line.StatusKey, line.StatusName.For(language), Name(line.StatusKind)),
            new NamedResource(Id(line.RequesterId), line.Requester),
            line.TypeKey is { } type ? new KeyResource(type, line.TypeName?.For(language) ?? type) : null,
            Name(line.Urgency),
            Of(line.Priority, language),
            line.Assignee,
            line.CreatedAt,
            line.UpdatedAt);

    public static MessageResource Of(MessageView message) =>
        new(
            Id(message.Id),
            message.Kind == MessageKind.Note ? "note" : "reply",
            Of(message.Author),
            message.ByStaff,
            Name(message.Format),
            message.Body,
            message.Html,
            message.OccurredAt,
            [.. message.Attachments.Select(Of)],
            message.IsErased,
            message.Folded);

    public static HistoryResource Of(HistoryView entry) =>
        new(entry.Version, Of(entry.Actor), entry.Channel, entry.OccurredAt, [.. entry.Acts.Select(act => new ActResource(act.Name, act.Facts))]);

    public static ShareResource Of(ShareView share) => new(ShareKeys.Of(share.With.Kind), Id(share.With.Id), share.Name);

    public static CcResource Of(CcView cc) => new(Id(cc.Id), cc.Address, cc.Name);

    public static StatusResource Of(Status status, CultureInfo language) => new(status.Key, status.Name.For(language), Name(status.Kind));

    public static AttachmentResource Of(AttachmentView attachment) => new(Id(attachment.Id), attachment.FileName, attachment.ContentType, attachment.Size);

    public static MemberResource Of(MemberFacts person) =>
        new(
            Id(person.Id),
            person.Name,
            person.Address,
            Name(person.Role),
            person.Language,
            [.. person.Organisations.Select(organisation => new NamedResource(Id(organisation.Id), organisation.Name))],
            Of(person.Keys));

    /// <summary>Whoever asked may not learn from the answer whom the desk knows.</summary>
    public static AccessRequestResource Of(AccessLine line, Actor reader) =>
        new(
            Id(line.Request.Id),
            line.Request.Name,
            line.Request.Address,
            line.Request.OrganisationId is { } organisation ? new NamedResource(Id(organisation), line.Organisation ?? "") : null,
            Name(reader.IsStaff ? line.Request.State : line.Request.StateForAsker),
            line.Asker,
            line.Request.Note,
            line.Request.Reason,
            line.Request.CreatedAt);

    public static OrganisationResource Of(OrganisationFacts organisation) =>
        new(Id(organisation.Id), organisation.Name, organisation.MembersSeeAllTickets, Of(organisation.Keys));

    public static ServiceResource Of(ServiceFacts service) =>
        new(
            Id(service.Id),
            service.Name,
            service.OrganisationId is { } organisation ? Id(organisation) : null,
            service.PersonId is { } person ? Id(person) : null,
            service.HasEnded,
            Of(service.Keys));

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    public static bool TryIds(IReadOnlyList<string>? texts, out IReadOnlyList<long> ids)
    {
        var read = new List<long>();
        foreach (var text in texts ?? [])
        {
            if (text is null || !TryId(text, out var id))
            {
                ids = [];
                return false;
            }

            read.Add(id);
        }

        ids = read;
        return true;
    }

    public static string ETag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that <c>If-Match</c> asks for (RFC 9110 §13.1.1); null when it asks for none, or for any.</summary>
    public static bool TryVersion(StringValues ifMatch, out long? version)
    {
        version = null;
        if (StringValues.IsNullOrEmpty(ifMatch) || ifMatch == "*")
        {
            return true;
        }

        if (ifMatch.ToString() is ['"', .. var inner, '"'] && TryId(inner, out var read))
        {
            version = read;
            return true;
        }

        return false;
    }

    public static ServiceLevelResource Of(ClassificationLine line, CultureInfo language) =>
        new(line.Row.Code, line.Row.Impact.For(language), line.Row.Urgency.For(language), new KeyResource(line.Priority.Key, line.Priority.Name.For(language)), line.Row.Reference);

    public static PersonResource? Of(PersonView? person) => person is null ? null : new(Id(person.Id), person.Name, person.Address);

    private static PriorityResource? Of(PriorityView? priority, CultureInfo language) =>
        priority is null ? null : new(priority.Key, priority.Name.For(language), priority.Classification);

    private static IReadOnlyList<KeyOfSourceResource> Of(IReadOnlyList<SourceKey> keys) => [.. keys.Select(key => new KeyOfSourceResource(key.Source, key.ExternalId))];

    public static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
