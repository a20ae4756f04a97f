using System.Globalization;
using System.Text;
using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Host.Generations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Live;

/// <summary>
/// Server-sent events: tells a reader which tickets of hers have changed. An event's id is that of the history entry, so
/// a stream that ends (a new generation, a lost line) goes on where it was, by <c>Last-Event-ID</c>. A change may be told
/// twice after such a break, never not at all: number and version say which it is.
/// </summary>
internal sealed class TicketStream(DeskStore store, SessionDesk sessions, HistoryPulse pulse, TimeProvider time)
{
    /// <summary>Through which proxies and dead lines are noticed.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>Whether the session goes on is looked at so often: who was shut out hears nothing more (LX12).</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Then the browser comes back and shows its session again: one that has ended gets no further.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>A reader who was away for longer loads the page anew instead of hearing of each change.</summary>
    private const int Most = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task ServeAsync(HttpContext context, Actor reader)
    {
        var retiring = context.Features.Get<IGenerationFeature>()?.Generation.Retiring ?? CancellationToken.None;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, retiring);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var (position, start) = Position(context.Request);
        var began = time.GetTimestamp();
        var told = new HashSet<long>();
        var beat = began;
        try
        {
            await WriteAsync(context, $"retry: 1000\nid: {position.ToString(CultureInfo.InvariantCulture)}\n\n", end.Token);
            while (time.GetElapsedTime(began) < Longest)
            {
                var next = pulse.Next;
                if (!await IsSignedInAsync(context, end.Token))
                {
                    return;
                }

                position = await TellAsync(context, reader, position, Math.Max(start, HistoryPulse.Before(position)), told, end.Token);
                if (await Task.WhenAny(next, Task.Delay(Look, time, end.Token)) != next && time.GetElapsedTime(beat) >= Heartbeat)
                {
                    beat = time.GetTimestamp();
                    await WriteAsync(context, ": still here\n\n", end.Token);
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or another generation serves.
        }

        if (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, "retry: 100\n\n", context.RequestAborted);
        }
    }

    private async Task<bool> IsSignedInAsync(HttpContext context, CancellationToken cancellationToken) =>
        DeskPrincipal.SessionOf(context.User) is { } session && await sessions.LivesAsync(session, cancellationToken);

    /// <summary>Where the reader is, and where to look from: late-comers may have smaller ids than what was told last.</summary>
    private (long Position, long From) Position(HttpRequest request)
    {
        var told = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Query["after"].ToString();
        return long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? (position, HistoryPulse.Before(position))
            : (pulse.Now, pulse.Now);
    }

    private async Task<long> TellAsync(HttpContext context, Actor reader, long position, long from, HashSet<long> told, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        var sight = Sight.Of(reader);
        var news = await (
            from entry in sight.History(tables)
            join ticket in sight.Tickets(tables) on entry.TicketId equals ticket.Id
            where entry.Id > @from
            orderby entry.Id descending
            select new { entry.Id, ticket.Number, entry.Version, entry.ActorId }).Take(Most).ToListAsync(cancellationToken);
        var text = new StringBuilder();
        foreach (var change in news.Where(change => told.Add(change.Id)).OrderBy(change => change.Id))
        {
            position = Math.Max(position, change.Id);
            var data = JsonSerializer.Serialize(new { change.Number, change.Version, Own = change.ActorId == reader.PersonId }, Json);
            text.Append(CultureInfo.InvariantCulture, $"event: ticket\nid: {position}\ndata: {data}\n\n");
        }

        if (text.Length > 0)
        {
            await WriteAsync(context, text.ToString(), cancellationToken);
        }

        var horizon = HistoryPulse.Before(position);
        told.RemoveWhere(id => id < horizon);
        return position;
    }

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
