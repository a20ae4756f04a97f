using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Seeding;
using Helpdesk.Bench.Twins;
using Helpdesk.Engine.Storage;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Bench.Acts;

/// <summary>
/// Opening and replying through the REST API, against a route that writes the same rows by hand. The desk's time has in it what follows: the events are
/// delivered and the mail to each who is told is written, which the twin leaves undone.
/// </summary>
internal static class ApiBench
{
    private const double Aim = 5;
    private const string Subject = "The shop answers slowly between nine and ten";
    private const string Body = "Hello,\n\nsince Monday our shop at brightwater.example answers slowly between nine and ten in the morning.\n\nKind regards\nEmma";

    public static async Task RunAsync(TextWriter output)
    {
        var seeded = await SeededDesk.EnsureAsync(1_000, "sqlite", output);
        var (first, second) = (Directory.CreateTempSubdirectory("helpdesk-bench-").FullName, Directory.CreateTempSubdirectory("helpdesk-bench-").FullName);
        try
        {
            var (ours, theirs) = (seeded.CopyTo(first), seeded.CopyTo(second));
            var (code, token, errors) = await DeskProcess.RunAsync(ours.DataDirectory, ours.Environment, "token", "create", "--user", DemoPeople.Customer, "--scope", "tickets");
            if (code != 0)
            {
                throw new InvalidOperationException(errors);
            }

            await using var desk = await DeskProcess.StartAsync(ours.DataDirectory, ours.Environment, "--safe");
            await using var twin = await TwinProcess.StartAsync("twin-api", theirs.ConnectionString);
            using var toUs = new HttpClient { BaseAddress = new Uri(desk.Address, "/api/v1/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token.Trim()) } };
            using var toThem = new HttpClient { BaseAddress = twin.Address };
            var customer = await IdOfAsync(theirs);
            toThem.DefaultRequestHeaders.Add("Cookie", string.Create(CultureInfo.InvariantCulture, $"{TwinSite.Cookie}={customer}"));
            var table = Table.OfTwins(output, "Acts by the API on SQLite, on a disk");
            table.Row(await Duel.FightAsync("open a ticket", Opening(toUs, desk.Id), Opening(toThem, twin.Id)), Aim);
            var (ticket, other) = (await OpenAsync(toUs), await OpenAsync(toThem));
            table.Row(await Duel.FightAsync("reply", Replying(toUs, ticket, desk.Id), Replying(toThem, other, twin.Id)), Aim);
        }
        finally
        {
            Directory.Delete(first, recursive: true);
            Directory.Delete(second, recursive: true);
        }
    }

    private static Contender Opening(HttpClient client, int process) => Contender.There(count => TimesAsync(count, () => OpenAsync(client)), process);

    private static Contender Replying(HttpClient client, string ticket, int process) =>
        Contender.There(count => TimesAsync(count, () => PostAsync(client, $"tickets/{ticket}/messages", new { body = Body })), process);

    private static async Task TimesAsync(int count, Func<Task> act)
    {
        for (var i = 0; i < count; i++)
        {
            await act();
        }
    }

    private static async Task<string> OpenAsync(HttpClient client) =>
        (await PostAsync(client, "tickets", new { subject = Subject, body = Body, department = DeskSeed.SupportDepartment })).GetProperty("number").GetString()!;

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object what)
    {
        using var answer = await client.PostAsJsonAsync(path, what);
        return answer.StatusCode == HttpStatusCode.Created
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<long> IdOfAsync(SeededDesk seeded)
    {
        await using var desk = await TestDesk.OpenAsync(TestDatabase.At(seeded.Provider, seeded.ConnectionString), TimeProvider.System);
        await using var tables = desk.Store.Read();
        return await tables.People.Where(person => person.Address == DemoPeople.Customer).Select(person => person.Id).SingleAsync();
    }
}
