using System.Globalization;
using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Tickets;
using Microsoft.Extensions.Primitives;

namespace Helpdesk.Host.Api;

/// <summary>Part of a list; <see cref="Next"/> is what to ask for as <c>after</c>, null at the end.</summary>
internal sealed record Items<T>(IReadOnlyList<T> Data, string? Next = null)
{
    [System.Text.Json.Serialization.JsonPropertyName("items")]
    public IReadOnlyList<T> Data { get; } = Data;
}

internal sealed record OpenRequest(string? Subject, string? Body, string? Department, IReadOnlyList<string>? Attachments);

internal sealed record ChangeRequest(string? Status);

internal sealed record SayRequest(string? Kind, string? Body, IReadOnlyList<string>? Attachments);

internal sealed record DepartmentResource(string Id, string Key, string Name);

internal sealed record StatusResource(string Key, string Name, string Kind);

internal sealed record PersonResource(string Id, string Name, string? Address);

internal sealed record AttachmentResource(string Id, string Name, string ContentType, long Size);

internal sealed record MessageResource(
    string Id, string Kind, PersonResource? Author, bool ByStaff, string Body, DateTimeOffset OccurredAt, IReadOnlyList<AttachmentResource> Attachments);

internal sealed record TicketLineResource(string Id, string Number, string Subject, string DepartmentName, StatusResource Status, string RequesterName, DateTimeOffset UpdatedAt);

internal sealed record TicketResource(
    string Id,
    string Number,
    long Version,
    string Subject,
    DepartmentKeyResource Department,
    StatusResource Status,
    PersonResource Requester,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record DepartmentKeyResource(string Key, string Name);

/// <summary>From what readers get to what the API says. Ids are strings: 64 bits are more than a JavaScript number holds.</summary>
internal static class Resource
{
    public static TicketResource Of(TicketView view, CultureInfo language) =>
        new(
            Id(view.Ticket.Id),
            view.Ticket.Number,
            view.Ticket.Version,
            view.Ticket.Subject,
            new DepartmentKeyResource(view.Ticket.DepartmentKey, view.Department.For(language)),
            new StatusResource(view.Ticket.StatusKey, view.StatusName.For(language), Name(view.Ticket.StatusKind)),
            Of(view.Requester)!,
            view.Ticket.CreatedAt,
            view.Ticket.UpdatedAt);

    public static TicketLineResource Of(TicketLine line, CultureInfo language) =>
        new(
            Id(line.Id),
            line.Number,
            line.Subject,
            line.Department.For(language),
            new StatusResource(line.StatusKey, line.StatusName.For(language), Name(line.StatusKind)),
            line.Requester,
            line.UpdatedAt);

    public static MessageResource Of(MessageView message) =>
        new(
            Id(message.Id),
            message.Kind == MessageKind.Note ? "note" : "reply",
            Of(message.Author),
            message.ByStaff,
            message.Body,
            message.OccurredAt,
            [.. message.Attachments.Select(Of)]);

    public static AttachmentResource Of(AttachmentView attachment) => new(Id(attachment.Id), attachment.FileName, attachment.ContentType, attachment.Size);

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

    private static PersonResource? Of(PersonView? person) => person is null ? null : new(Id(person.Id), person.Name, person.Address);

    private static string Name(Engine.Workflow.StatusKind kind) => kind.ToString().ToLowerInvariant();
}
