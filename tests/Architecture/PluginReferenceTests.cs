using FluentAssertions;
using Xunit;

namespace Helpdesk.Architecture.Tests;

/// <summary>Row G3: the reference of extension points is written from the source, and has a text for each.</summary>
public sealed class PluginReferenceTests
{
    private const string Page = "docs/plugin-reference.md";

    [Fact]
    public void Every_public_type_and_member_of_the_engine_stands_in_the_reference_with_a_text() =>
        new PluginReference().Gaps().MustBeNone("A plugin's author finds it in docs/plugin-reference.md or not at all: put it into a chapter of PluginReference, and say what it is.");

    [Fact]
    public void The_reference_is_what_the_source_says()
    {
        var written = new PluginReference().Write();
        var file = Path.Combine(House.Root, Page);
        if (Environment.GetEnvironmentVariable("HELPDESK_ACCEPT") == "1")
        {
            File.WriteAllText(file, written);
        }

        File.Exists(file).Should().BeTrue("docs/plugin-reference.md is written with HELPDESK_ACCEPT=1 dotnet test tests/Architecture");
        File.ReadAllText(file).Should().Be(written, "the reference is out of date; write it anew with HELPDESK_ACCEPT=1 dotnet test tests/Architecture");
    }
}
