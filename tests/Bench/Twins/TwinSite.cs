using System.Globalization;
using Helpdesk.Engine.Pages;
using Helpdesk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Bench.Twins;

/// <summary>
/// The same pages from the same rows, by nobody's framework: a route, SQL and strings. It knows its reader by a cookie with
/// a number, which it looks up at each request as the desk does, and nothing else that the desk can do.
/// </summary>
internal static class TwinSite
{
    public const string Cookie = "twin";

    public static async Task<int> ServeAsync(string connectionString, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", address);
        builder.Logging.ClearProviders();
        await using var site = builder.Build();
        var database = new TwinDatabase(connectionString);
        var assets = Assets.In(Path.Combine(Path.GetDirectoryName(DeskProcess.Program)!, "wwwroot", "assets"));
        var (lists, pages) = (new TwinTickets(assets), new TwinTicketPage(assets));
        Map("/", async (connection, reader, _) => await lists.HomeAsync(connection, reader));
        Map("/tickets", async (connection, reader, _) => await lists.ListAsync(connection, reader));
        Map("/tickets/new", async (connection, reader, _) => await pages.NewAsync(connection, reader));
        Map("/tickets/{number}", pages.TicketAsync);
        MapAny("/tickets/{number}/people", (context, connection, reader, number) =>
            TwinPeople.AnswerAsync(connection, reader, number, context.Request.Query["handler"].ToString(), context.Request.Query[context.Request.Query.ContainsKey("begun") ? "begun" : "With"].ToString()));
        Map("/agent", async (connection, reader, _) => await lists.QueueAsync(connection, reader));
        await site.RunAsync();
        return 0;

        void Map(string path, Func<Microsoft.Data.Sqlite.SqliteConnection, TwinReader, string, Task<string?>> page) =>
            MapAny(path, (_, connection, reader, number) => page(connection, reader, number));

        void MapAny(string path, Func<HttpContext, Microsoft.Data.Sqlite.SqliteConnection, TwinReader, string, Task<string?>> page) =>
            site.MapGet(path, async (HttpContext context) =>
            {
                using var connection = await database.OpenAsync();
                var readers = await TwinDatabase.ListAsync(
                    connection,
                    "SELECT p.id, p.name, p.address, p.role, (SELECT name FROM desk_brand ORDER BY id LIMIT 1) FROM desk_person p WHERE p.id = $id AND p.disabled_at IS NULL",
                    row => new TwinReader(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4)),
                    ("$id", long.Parse(context.Request.Cookies[Cookie]!, CultureInfo.InvariantCulture)));
                var text = readers is [var reader] ? await page(context, connection, reader, (string?)context.Request.RouteValues["number"] ?? "") : null;
                if (text is null)
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
                }

                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(text);
            });
    }
}
