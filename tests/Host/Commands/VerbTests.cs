using System.Net;
using System.Net.Http.Headers;

namespace Helpdesk.Host.Tests.Commands;

/// <summary>The command line beside a desk that runs: two processes on one database.</summary>
[Trait("Kind", "slow")]
public sealed class VerbTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
    private DeskProcess _desk = null!;

    public async Task InitializeAsync()
    {
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(_data), "SampleV1", "SampleV2", "ThrowsInConfigure", "Greets");
        _desk = await DeskProcess.StartAsync(_data);
    }

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Plugins_are_listed_enabled_upgraded_and_disabled_in_the_running_desk()
    {
        (await RunAsync("plugin", "list")).Output.Should().Contain("sample\t2.0.0\tfound\t").And.Contain("throws-in-configure\t");

        (await RunAsync("plugin", "enable", "sample", "--version", "1.0.0")).Output.Should().StartWith("sample\t1.0.0\tenabled\t");
        (await StylesAsync("1.0.0")).Should().Be(HttpStatusCode.OK);
        (await RunAsync("plugin", "enable", "sample")).Output.Should().StartWith("sample\t2.0.0\tenabled\t");
        (await StylesAsync("2.0.0")).Should().Be(HttpStatusCode.OK);
        (await RunAsync("plugin", "disable", "sample")).Output.Should().Contain("\tdisabled\t");
        (await StylesAsync("2.0.0")).Should().NotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_plugin_that_can_t_start_is_told_with_its_reason_and_a_code()
    {
        var failed = await RunAsync("plugin", "enable", "throws-in-configure");

        failed.Code.Should().Be(1);
        failed.Output.Should().BeEmpty();
        failed.Errors.Should().Contain("Configure threw");
        var unknown = await RunAsync("plugin", "enable", "nobody");
        unknown.Code.Should().Be(1);
        unknown.Errors.Should().Contain("nobody");
    }

    [Fact]
    public async Task A_token_printed_alone_opens_the_api_and_a_person_added_signs_in()
    {
        var token = await RunAsync("token", "create", "--user", DemoPeople.Agent, "--scope", "tickets:read");
        token.Code.Should().Be(0);
        using var client = _desk.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Output.Trim());
        (await client.GetAsync("/api/v1/tickets")).StatusCode.Should().Be(HttpStatusCode.OK);

        var added = await RunAsync("user", "add", "new@customer.example", "--name", "Noor", "--language", "nl");
        added.Code.Should().Be(0);
        using var browser = new Browser(_desk.Address);
        using var answer = await browser.SendFormAsync("/sign-in", "/sign-in", [new("Address", "new@customer.example"), new("Password", added.Output.Trim())]);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await RunAsync("user", "add", "new@customer.example")).Code.Should().Be(1);
        (await RunAsync("user", "reset-second-factor", "new@customer.example")).Errors.Should().Contain("There is no two-step sign-in to take off.");
        (await RunAsync("token", "create", "--user", DemoPeople.Agent, "--scope", "everything")).Errors.Should().Contain("tickets:read");
    }

    [Fact]
    public async Task The_doctor_finds_a_desk_well_and_a_setting_that_can_t_be_meant()
    {
        (await RunAsync("doctor")).Code.Should().Be(0);

        var wrong = await DeskProcess.RunAsync(_data, new Dictionary<string, string>(StringComparer.Ordinal) { ["HELPDESK__Database__Provider"] = "oracle" }, "doctor");
        wrong.Code.Should().Be(1);
        wrong.Errors.Should().Contain("sqlite, postgres, sqlserver");
    }

    /// <summary>One that was installed, whether it is enabled or not; what is wrong with it ends in a sentence and a code.</summary>
    [Fact]
    public async Task A_plugin_s_command_is_run_with_what_was_typed_and_its_status()
    {
        (await RunAsync("greet", "--Anna")).Should().Be((0, "Hello --Anna\n", ""));

        var whom = await RunAsync("greet");
        (whom.Code, whom.Output).Should().Be((2, ""));
        whom.Errors.Should().Contain("Whom?");
        var ill = await RunAsync("greet", "throw");
        (ill.Code, ill.Output).Should().Be((1, ""));
        ill.Errors.Should().StartWith("The command 'greet' failed:").And.Contain("The greeter is ill.");
        var elsewhere = Path.Combine(_data, "not-there");
        (await DeskProcess.RunAsync(elsewhere, environment: null, "greet", "Anna")).Code.Should().Be(1);
        Directory.Exists(elsewhere).Should().BeFalse("a word that is no verb makes nothing");
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] args) => DeskProcess.RunAsync(_data, environment: null, args);

    private async Task<HttpStatusCode> StylesAsync(string version)
    {
        using var client = _desk.Client();
        return (await client.GetAsync($"/_plugins/sample/{version}/sample.css")).StatusCode;
    }
}
