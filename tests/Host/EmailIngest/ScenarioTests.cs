using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>
/// What other helpdesks got wrong with mail, played through <c>helpdesk mail replay</c>: 81 scenarios, a file each, with variations. A case says
/// of its steps what must come of them; a line of a mail may be an object that repeats a text, for what is long.
/// </summary>
[Trait("Kind", "slow")]
public sealed class ScenarioTests
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "tests/Host/EmailIngest/Scenarios");

    /// <summary>All in one process: to start one takes longer than most scenarios.</summary>
    private static readonly Lazy<Task<IReadOnlyDictionary<string, JsonNode>>> Played = new(PlayAsync);

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scenario_ends_as_it_should(string file)
    {
        var played = await Played.Value;
        var wrong = new List<string>();
        foreach (var (index, one) in Cases(file).Index())
        {
            var output = played[Key(file, index)];
            var differences = output["error"] is { } error
                ? [(string)error!]
                : one["steps"]!.AsArray().Zip(output["steps"]!.AsArray()).SelectMany((step, at) => ScenarioExpectations.Differences(step.First!, step.Second!).Select(difference => $"step {at + 1}: {difference}"));
            wrong.AddRange(differences.Select(difference => $"{one["name"]}: {difference}"));
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void There_is_a_file_for_each_of_the_81_scenarios()
    {
        Directory.EnumerateFiles(Folder, "*.json").Select(path => int.Parse(Path.GetFileName(path).Split('-')[0], CultureInfo.InvariantCulture)).Should().BeEquivalentTo(Enumerable.Range(1, 81));
        Directory.EnumerateFiles(Folder, "*.json").Sum(path => Cases(Path.GetFileNameWithoutExtension(path)).Count).Should().BeGreaterThan(3 * 81);
    }

    private static async Task<IReadOnlyDictionary<string, JsonNode>> PlayAsync()
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        try
        {
            var paths = new List<string>();
            foreach (var file in Directory.EnumerateFiles(Folder, "*.json"))
            {
                foreach (var (index, one) in Cases(Path.GetFileNameWithoutExtension(file)).Index())
                {
                    paths.Add(Path.Combine(folder, Key(Path.GetFileNameWithoutExtension(file), index)));
                    await File.WriteAllTextAsync(paths[^1], Scenario(one).ToJsonString());
                }
            }

            var (code, output, errors) = await MailProgram.RunAsync("replay", Encoding.UTF8.GetBytes(string.Join('\n', paths)), dataDirectory: null, "--batch", "--texts");
            code.Should().Be(0, errors);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToDictionary(line => Path.GetFileName((string)line["input"]!), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<JsonNode> Cases(string file) => [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file + ".json")))!["cases"]!.AsArray().Select(one => one!)];

    private static string Key(string file, int index) => string.Create(CultureInfo.InvariantCulture, $"{file}-{index:d3}.json");

    /// <summary>A case as the command wants it: mails in base64, and nothing of what is expected.</summary>
    private static JsonObject Scenario(JsonNode one)
    {
        var scenario = new JsonObject();
        foreach (var member in (string[])["config", "people", "organisations"])
        {
            if (one[member] is { } value)
            {
                scenario[member] = value.DeepClone();
            }
        }

        scenario["steps"] = new JsonArray([.. one["steps"]!.AsArray().Select(step => (JsonNode)Step(step!.AsObject()))]);
        return scenario;
    }

    private static JsonObject Step(JsonObject step)
    {
        var given = new JsonObject();
        foreach (var (name, value) in step.Where(member => member.Key is not ("expect" or "mail" or "base64" or "repeat")))
        {
            given[name] = value?.DeepClone();
        }

        if (step["mail"] is JsonArray lines)
        {
            given["mail"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join("\r\n", Lines(lines, step["repeat"]))));
        }
        else if (step["base64"] is { } raw)
        {
            given["mail"] = (string)raw!;
        }

        return given;
    }

    private static IEnumerable<string> Lines(JsonArray lines, JsonNode? repeated) =>
        lines.SelectMany((line, at) => Enumerable.Repeat(Line(line!), repeated is { } repeat && (int)repeat["line"]! == at ? (int)repeat["times"]! : 1));

    private static string Line(JsonNode line) => line is JsonObject repeated
        ? new StringBuilder((string)repeated["before"]!).Insert(repeated["before"]!.GetValue<string>().Length, (string)repeated["repeat"]!, (int)repeated["times"]!).Append((string)repeated["after"]!).ToString()
        : (string)line!;
}
