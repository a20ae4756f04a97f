using System.Text;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Plugins.Commands;

namespace Helpdesk.Engine.Tests.Plugins;

/// <summary>LP7: what a plugin may be asked to do at the command line is said in its manifest, and it answers what it says.</summary>
public sealed class CommandDeclarationTests
{
    [Theory]
    [InlineData("greet")]
    [InlineData("mail parse")]
    [InlineData("one two three")]
    public void One_to_three_words_are_a_command(string name) =>
        Read(name).Commands.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = name, Needs = CommandNeeds.Nothing });

    [Theory]
    [InlineData("")]
    [InlineData("Mail")]
    [InlineData("mail  parse")]
    [InlineData("one two three four")]
    [InlineData("--help")]
    [InlineData("serve")]
    [InlineData("plugin fly")]
    [InlineData("restore all")]
    public void Anything_else_and_the_desk_s_own_verbs_are_refused_with_a_sentence(string name) =>
        FluentActions.Invoking(() => Read(name)).Should().Throw<ManifestException>().WithMessage("The command *");

    [Fact]
    public void Twice_the_same_and_an_unknown_need_are_refused()
    {
        FluentActions.Invoking(() => Read("greet", "greet")).Should().Throw<ManifestException>().WithMessage("*is there twice.");
        FluentActions.Invoking(() => OfList("""{ "name": "greet", "description": "Greets.", "needs": "root" }""")).Should().Throw<ManifestException>();
    }

    [Fact]
    public void What_is_declared_is_answered_and_nothing_else()
    {
        FluentActions.Invoking(() => new PluginBuilder(Read("greet")).Build()).Should().Throw<PluginContributionException>().WithMessage("*'greet', which it does not answer.");
        FluentActions.Invoking(() => new PluginBuilder(Read("greet")).AddCommand<Greets>("bow")).Should().Throw<PluginContributionException>().WithMessage("*'bow', which*does not declare.");
        var builder = new PluginBuilder(Read("greet"));
        builder.AddCommand<Greets>("greet");
        builder.Build().Commands.Should().ContainKey("greet").WhoseValue.Should().Be<Greets>();
        FluentActions.Invoking(() => builder.AddCommand<Greets>("greet")).Should().Throw<PluginContributionException>().WithMessage("*added twice.");
    }

    private static PluginManifest Read(params string[] names) =>
        OfList(string.Join(", ", names.Select(name => $$"""{ "name": "{{name}}", "description": "Greets." }""")));

    private static PluginManifest OfList(string commands) => ManifestReader.Parse(Encoding.UTF8.GetBytes(
        $$"""{ "id": "sample", "name": "Sample", "version": "1.0.0", "engine": "^0.1.0", "assembly": "Sample.dll", "commands": [ {{commands}} ] }"""));

    private sealed class Greets : IPluginCommand
    {
        public Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
