using System.Text.Json;
using System.Text.RegularExpressions;

namespace Helpdesk.Host.Tests.Face;

public sealed partial class IconTests
{
    [Fact]
    public async Task Every_icon_of_a_view_is_in_the_sprite()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Helpdesk.sln")))
        {
            root = root.Parent!;
        }

        var known = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(Path.Combine(root.FullName, "host", "assets", "icons.json")))!;
        var used = new[] { "engine/Pages", "host/Face", "host/Portal", "host/Agent", "host/Admin", "host/Account", "host/Attachments", "host/Conversation" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*.cshtml", SearchOption.AllDirectories))
            .SelectMany(path => Tag().Matches(File.ReadAllText(path)).SelectMany(tag => Name().Matches(tag.Groups["name"].Value).Select(name => name.Groups["icon"].Value)))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        used.Should().HaveCountGreaterThan(20).And.BeSubsetOf(known);
    }

    [GeneratedRegex("<icon name=\"(?<name>[a-z0-9-]+|@\\([^)]*\\))\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("(^|\\? \"|: \")(?<icon>[a-z][a-z0-9-]+)(\"|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
