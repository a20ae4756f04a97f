using System.Globalization;
using Helpdesk.Bench.Acts;
using Helpdesk.Engine.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Bench.Twins;

/// <summary>Two routes that take JSON, write the rows by hand and give the ticket back, to a reader whom it knows by a cookie with a number.</summary>
internal static class TwinApi
{
    public static async Task<int> ServeAsync(string connectionString, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", address);
        builder.Logging.ClearProviders();
        await using var site = builder.Build();
        var database = new TwinDatabase(connectionString);
        long department;
        using (var connection = await database.OpenAsync())
        {
            department = (await TwinDatabase.ListAsync(connection, "SELECT id FROM desk_department WHERE key = $key", row => row.GetInt64(0), ("$key", DeskSeed.SupportDepartment)))[0];
        }

        var ids = new IdSource(TimeProvider.System);
        var writers = new Dictionary<long, TwinWriter>();
        site.MapPost("/tickets", (HttpContext context, Opening what) =>
        {
            var id = Writer(context).Open(what.Subject, what.Body);
            return Results.Json(new { Number = id.ToString(CultureInfo.InvariantCulture), what.Subject, what.Body }, statusCode: StatusCodes.Status201Created);
        });
        site.MapPost("/tickets/{id:long}/messages", (HttpContext context, long id, Saying what) =>
        {
            Writer(context).Reply(id, what.Body);
            return Results.Json(new { Ticket = id.ToString(CultureInfo.InvariantCulture), what.Body }, statusCode: StatusCodes.Status201Created);
        });
        await site.RunAsync();
        writers.Values.ToList().ForEach(writer => writer.Dispose());
        return 0;

        TwinWriter Writer(HttpContext context)
        {
            // One at a time asks.
            var reader = long.Parse(context.Request.Cookies[TwinSite.Cookie]!, CultureInfo.InvariantCulture);
            return writers.TryGetValue(reader, out var known) ? known : writers[reader] = new TwinWriter(connectionString, ids, reader, department);
        }
    }

    private sealed record Opening(string Subject, string Body, string Department);

    private sealed record Saying(string Body);
}
