using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notices;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>What the owner of a token hears of, and what there is new to her.</summary>
internal static class NotificationEndpoints
{
    private const string List = "/notifications";
    private const string Settings = "/notification-settings";
    private const string Tag = "Notifications";
    private const string TimeFormat = "HH:mm";

    private static readonly IReadOnlyList<QueryParameter> Parameters =
        [new("after", "The 'next' of the page before."), new("limit", $"How many on a page, 1 to {Paging.Most}; {Paging.Usual} unless told.")];

    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var reading = api.ForScopes(ApiScopes.Tickets, ApiScopes.TicketsRead);
        reading.MapGet(List, ListAsync).Takes(Parameters).Answers<Items<NotificationResource>>().Described(Tag, "List notifications", "Of the owner of the token, the latest first, as far as she may see the tickets. They are kept for 90 days.");
        reading.MapGet(Settings, SettingsAsync).Answers<NotificationSettingsResource>().Described(Tag, "Read what you hear of", "By mail and on the list of notifications, for each kind; when the summary comes; quiet hours.");

        var writing = api.ForScopes(ApiScopes.Tickets);
        writing.MapPost(List + "/seen", SeeAllAsync).Produces(StatusCodes.Status204NoContent).Described(Tag, "Mark all as read", "All notifications of the owner of the token.");
        writing.MapPost("/tickets/{number}/seen", SeeAsync).Produces(StatusCodes.Status204NoContent).MayNotBeThere().Described(Tag, "Mark a ticket as read", "All notifications about it, of the owner of the token.");
        writing.MapPut(Settings, ChangeAsync).Reads(Examples.Notifications).Answers<NotificationSettingsResource>().Described(Tag, "Choose what you hear of", "Takes the place of what was chosen before: what is left out is as for somebody who has chosen nothing. Receipts and mail about the account come in any case.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, NoticeDesk notices, Words words, CancellationToken cancellationToken)
    {
        var asked = new QueryReading(context, Parameters);
        var (after, limit) = (asked.Id("after"), asked.Limit());
        if (asked.Refusals.Count > 0)
        {
            return Problems.Of(context, asked.Refusals);
        }

        var found = await notices.ListAsync(context.ApiActor(), limit + 1, after, cancellationToken);
        var next = found.Count > limit ? Resource.Id(found[limit - 1].Id) : null;
        return Json.Ok(new Items<NotificationResource>([.. found.Take(limit).Select(line => Of(line, words))], next));
    }

    private static async Task<IResult> SeeAllAsync(HttpContext context, NoticeDesk notices, CancellationToken cancellationToken)
    {
        await notices.SeeAllAsync(context.ApiActor(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> SeeAsync(string number, HttpContext context, TicketReader reader, NoticeDesk notices, CancellationToken cancellationToken)
    {
        if (await reader.FindIdAsync(context.ApiActor(), number, cancellationToken) is not { } ticketId)
        {
            return Problems.NotFound(context);
        }

        await notices.SeeAsync(context.ApiActor(), ticketId, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> SettingsAsync(HttpContext context, HearingDesk desk, CancellationToken cancellationToken) =>
        Json.Ok(Of(await desk.FindAsync(context.ApiActor().PersonId!.Value, cancellationToken), context.ApiActor()));

    private static async Task<IResult> ChangeAsync(HttpContext context, HearingDesk desk, CancellationToken cancellationToken)
    {
        var (request, refusal) = await Json.ReadAsync<NotificationSettingsRequest>(context, cancellationToken);
        if (request is null)
        {
            return refusal!;
        }

        var (settings, refusals) = Read(request);
        if (refusals.Count == 0)
        {
            refusals = await desk.ChangeAsync(settings, context.ApiActor(), cancellationToken);
        }

        return refusals.Count > 0 ? Problems.Of(context, refusals) : await SettingsAsync(context, desk, cancellationToken);
    }

    private static (HearingSettings Settings, IReadOnlyList<Refusal> Refusals) Read(NotificationSettingsRequest request)
    {
        var fields = new FieldReading();
        var paces = new Dictionary<(HearingKind, HearingChannel), HearingPace>();
        foreach (var one in request.Kinds ?? [])
        {
            if (fields.Name<HearingKind>("kinds", one?.Kind) is { } kind)
            {
                paces[(kind, HearingChannel.Mail)] = one!.Mail is null ? HearingPace.Now : fields.Name<HearingPace>("kinds", one.Mail) ?? HearingPace.Now;
                paces[(kind, HearingChannel.Desk)] = one.List ?? true ? HearingPace.Now : HearingPace.Never;
            }
        }

        var settings = new HearingSettings
        {
            Paces = paces,
            SummaryHour = request.SummaryHour ?? HearingHours.DefaultSummaryHour,
            QuietFrom = Time("quietFrom", request.QuietFrom),
            QuietTo = Time("quietTo", request.QuietTo),
            QuietDays = [.. (request.QuietDays ?? []).Select(day => fields.Name<DayOfWeek>("quietDays", day)).OfType<DayOfWeek>().Distinct()],
            TimeZone = request.TimeZone ?? "",
        };
        return (settings, fields.Refusals);

        TimeOnly? Time(string field, string? text)
        {
            if (text is null)
            {
                return null;
            }

            if (TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return time;
            }

            fields.Invalid(field, "api.time");
            return null;
        }
    }

    private static NotificationResource Of(NoticeLine line, Words words) =>
        new(
            Resource.Id(line.Id),
            Resource.Name(HearingKinds.Of(line.Template) ?? HearingKind.Changed),
            line.Number,
            line.Subject,
            words[NewsWording.KeyOf(line.Template), line.Actor ?? words["account.news.desk"]],
            line.Actor,
            line.CreatedAt,
            line.IsSeen);

    private static NotificationSettingsResource Of(HearingSettings settings, Actor reader) =>
        new(
            [.. HearingKinds.For(reader.IsStaff).Select(kind => new NotificationKindResource(
                Resource.Name(kind), Resource.Name(settings.Pace(kind, HearingChannel.Mail)), settings.Pace(kind, HearingChannel.Desk) != HearingPace.Never))],
            settings.SummaryHour,
            settings.QuietFrom?.ToString(TimeFormat, CultureInfo.InvariantCulture),
            settings.QuietTo?.ToString(TimeFormat, CultureInfo.InvariantCulture),
            [.. settings.QuietDays.Select(Resource.Name)],
            settings.TimeZone.Length > 0 ? settings.TimeZone : null);
}
