using System.Text;
using System.Text.Json.Nodes;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>LP1: whatever a manifest says, it is that package's trouble and nobody else's.</summary>
public sealed class HostileManifestTests
{
    public static TheoryData<string> NoManifests =>
    [
        "",
        "null",
        "[]",
        "42",
        "{",
        "{}",
        "not json at all",
        "\0\0\0\0",
        """{ "id": "sample" }""",
        new string('[', 5000),
        "{\"id\": \"" + new string('x', 70_000) + "\"}",
    ];

    [Theory]
    [MemberData(nameof(NoManifests))]
    public void A_manifest_that_is_none_is_refused_and_hides_nobody(string text)
    {
        using var plugins = new Plugins("SampleV1", "SampleV2");
        File.WriteAllText(Path.Combine(plugins.Installed, "sample", "2.0.0", "plugin.json"), text);

        var packages = plugins.Catalogue.Scan();

        packages.Should().HaveCount(2);
        packages[0].Verdict.IsCompatible.Should().BeTrue();
        packages[1].Manifest.Should().BeNull();
        packages[1].Verdict.Sentence.Should().Contain("plugin.json");
    }

    [Theory]
    [InlineData("id", "")]
    [InlineData("id", "..")]
    [InlineData("id", "../sample")]
    [InlineData("id", "/etc")]
    [InlineData("id", "Sample")]
    [InlineData("id", "1sample")]
    [InlineData("id", "sämple")]
    [InlineData("id", "sample\n")]
    [InlineData("id", null)]
    [InlineData("name", "  ")]
    [InlineData("version", "1")]
    [InlineData("version", "1.0.0/../../x")]
    [InlineData("version", "latest")]
    [InlineData("engine", "whatever")]
    [InlineData("engine", "")]
    [InlineData("engine", " ")]
    [InlineData("assembly", "../../Sample.dll")]
    [InlineData("assembly", "/usr/lib/Sample.dll")]
    [InlineData("assembly", "Sample.exe")]
    [InlineData("assembly", "lib/Sample.dll")]
    [InlineData("sudo", "yes")]
    public void A_manifest_that_says_what_can_not_be_is_refused(string field, string? value)
    {
        using var plugins = new Plugins("SampleV1");
        Set(plugins, field, value is null ? null : JsonValue.Create(value));

        var package = plugins.Catalogue.Scan().Single();

        package.Verdict.IsCompatible.Should().BeFalse();
        package.Verdict.Sentence.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/agent")]
    [InlineData("/admin/sample")]
    [InlineData("/api/v1/sample")]
    [InlineData("/health")]
    [InlineData("sample")]
    [InlineData("/sample/{id}")]
    [InlineData("/sample/../agent")]
    [InlineData("/Sample")]
    [InlineData("//sample")]
    [InlineData("/sample/")]
    public void A_route_prefix_of_the_desk_or_a_crooked_one_is_refused(string prefix)
    {
        using var plugins = new Plugins("SampleV1");
        Set(plugins, "routes", new JsonArray(prefix));

        plugins.Catalogue.Scan().Single().Verdict.Sentence.Should().Contain(prefix);
    }

    [Fact]
    public void A_byte_order_mark_and_a_comment_do_no_harm()
    {
        using var plugins = new Plugins("SampleV1");
        var path = Path.Combine(plugins.Installed, "sample", "1.0.0", "plugin.json");
        File.WriteAllText(path, "// The sample.\n" + File.ReadAllText(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        plugins.Catalogue.Scan().Single().Verdict.Sentence.Should().BeEmpty();
    }

    private static void Set(Plugins plugins, string field, JsonNode? value)
    {
        var path = Path.Combine(plugins.Installed, "sample", "1.0.0", "plugin.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest[field] = value;
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
