using System.Globalization;
using System.Text.Json;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Import;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Demo;

/// <summary>
/// What else happened at the demo company: conversations of which each is told in one language and led by several
/// customers, over the last year. The same at every start.
/// </summary>
internal static class DemoConversations
{
    private const string Folder = "DemoConversations/";
    private const int Seed = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>So many tickets, the oldest first.</summary>
    /// <param name="staff">Those who answer, by mailbox.</param>
    /// <param name="people">Those who ask; there must be some of each language.</param>
    public static IEnumerable<ImportedTicket> Lead(Func<string, Person> staff, IReadOnlyList<DemoCustomer> people, int count, DateTimeOffset now)
    {
        var chance = new Random(Seed);
        var customers = people.GroupBy(customer => customer.Person.Language, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var stories = customers.Keys.Order(StringComparer.Ordinal).SelectMany(language => Read(language).Select(story => (language, story))).ToArray();
        // Each is told once before any is told again.
        var told = new List<(string Language, Story Story)>();
        while (told.Count < count)
        {
            chance.Shuffle(stories);
            told.AddRange(stories);
        }

        for (var i = 0; i < count; i++)
        {
            var (language, story) = told[i];
            var mine = customers[language];
            // Close together lately, and thinner the longer ago; nothing that is still open is very old.
            var age = TimeSpan.FromDays(360 * Math.Pow(1 - ((double)i / count), 2)) + TimeSpan.FromMinutes(chance.Next(30, 1400));
            yield return Tell(story, staff, mine[chance.Next(mine.Count)], language, now - age, now, chance);
        }
    }

    private static ImportedTicket Tell(Story story, Func<string, Person> staff, DemoCustomer customer, string language, DateTimeOffset begin, DateTimeOffset now, Random chance)
    {
        var agent = staff((story.Department, language) switch
        {
            (DemoTickets.Billing, _) => chance.Next(2) == 0 ? "hugo" : "agent",
            (DemoTickets.Sales, _) => chance.Next(2) == 0 ? "mia" : "admin",
            (_, "nl") => "mia",
            (_, "ja") => "yuki",
            _ => "agent",
        });
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["domain"] = customer.Domain,
            ["name"] = customer.Called,
            ["agent"] = agent.Name.Split(' ')[0],
            ["invoice"] = string.Create(CultureInfo.InvariantCulture, $"{begin.Year}-{chance.Next(1000, 9999)}"),
            ["amount"] = language == "ja"
                ? string.Create(CultureInfo.InvariantCulture, $"{chance.Next(10, 99)}80")
                : string.Create(CultureInfo.InvariantCulture, $"{chance.Next(8, 180)}.{chance.Next(0, 10)}0"),
            ["server"] = string.Create(CultureInfo.InvariantCulture, $"web-{chance.Next(1, 24):00}"),
        };
        var (changes, at) = (new List<ImportedChange>(), begin);
        foreach (var step in story.Steps)
        {
            at += TimeSpan.FromMinutes(step.After + chance.Next(0, 5));
            // What is not over yet has not been said yet.
            if (at >= now)
            {
                break;
            }

            var byStaff = step.By == "agent";
            changes.Add(new ImportedChange(at, byStaff ? agent.Id : customer.Person.Id, byStaff) { Body = Fill(step.Text, values), Format = MessageFormat.Markdown, IsNote = step.Note });
        }

        // A question of last year that nobody has answered would be no good advertisement.
        var isOld = now - at > TimeSpan.FromDays(14);
        var answered = changes.Any(change => change is { ByStaff: true, IsNote: false });
        if ((story.End != "open" || isOld) && at < now && answered)
        {
            var byCustomer = story.End == "customer";
            changes.Add(new ImportedChange(Least(at + TimeSpan.FromHours(chance.Next(1, 48)), now - TimeSpan.FromMinutes(1)), byCustomer ? customer.Person.Id : agent.Id, !byCustomer) { Status = Status.Closed });
        }

        return new ImportedTicket
        {
            Subject = Fill(story.Subject, values),
            Department = story.Department,
            RequesterId = customer.Person.Id,
            OrganisationId = customer.OrganisationId,
            Type = story.Type,
            IsTypeAssessed = answered,
            Urgency = Enum.Parse<Urgency>(story.Urgency, ignoreCase: true),
            ServiceId = customer.Service?.Id,
            AssigneeId = answered ? agent.Id : null,
            Changes = changes,
        };
    }

    private static DateTimeOffset Least(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Fill(string text, Dictionary<string, string> values) =>
        values.Aggregate(text, (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));

    private static List<Story> Read(string language)
    {
        using var stream = typeof(DemoConversations).Assembly.GetManifestResourceStream($"{Folder}{language}.json")
            ?? throw new InvalidOperationException($"The demo's conversations in '{language}' are missing.");
        return JsonSerializer.Deserialize<List<Story>>(stream, Json)!;
    }

    private sealed record Story(string Department, string? Type, string Urgency, string Subject, IReadOnlyList<Step> Steps, string End);

    private sealed record Step(string By, int After, string Text, bool Note = false);
}
