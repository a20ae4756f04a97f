using System.Net;
using Helpdesk.Host.Process;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Account;

/// <summary>A new desk in production, with nobody in it.</summary>
[Trait("Kind", "slow")]
public sealed class FirstAdministratorTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
    private WebApplication _application = null!;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_data, recursive: true);
    }

    private Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    private string CodeFile => Path.Combine(_data, "first-administrator-code");

    [Fact]
    public async Task Whoever_has_the_code_makes_the_first_administrator_and_then_there_is_no_such_page()
    {
        using var visitor = new Browser(Address);
        (await visitor.OpenAsync("/sign-in")).QuerySelector("a[href='/setup']").Should().NotBeNull();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(CodeFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var code = (await File.ReadAllTextAsync(CodeFile)).Trim();
        _application.Services.GetRequiredService<FirstCode>().Made.Should().Be(code, "it is printed when it is made");
        using (var wrong = await SetUpAsync(visitor, code.Replace(code[0], code[0] == 'a' ? 'b' : 'a')))
        {
            (await Browser.PageAsync(wrong)).QuerySelector(".alert-danger")!.TextContent.Should().Contain("This code is not right");
        }

        using (var weak = await SetUpAsync(visitor, code, password: "short"))
        {
            weak.StatusCode.Should().Be(HttpStatusCode.OK, "a mistake does not use the code up");
        }

        using (var done = await SetUpAsync(visitor, code.ToUpperInvariant().Replace('-', ' ')))
        {
            done.Headers.Location!.ToString().Should().Be("/admin");
        }

        (await visitor.OpenAsync("/admin")).QuerySelector("h1").Should().NotBeNull();
        (await visitor.GetAsync("/setup")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        File.Exists(CodeFile).Should().BeFalse();
    }

    [Fact]
    public async Task A_restart_keeps_the_code_and_prints_it_no_second_time()
    {
        var code = await File.ReadAllTextAsync(CodeFile);
        await StopAsync();

        await StartAsync();

        (await File.ReadAllTextAsync(CodeFile)).Should().Be(code);
        _application.Services.GetRequiredService<FirstCode>().Made.Should().BeNull();
    }

    [Fact]
    public async Task A_code_whose_file_is_lost_is_replaced_and_works_no_more()
    {
        var lost = (await File.ReadAllTextAsync(CodeFile)).Trim();
        File.Delete(CodeFile);
        await StopAsync();
        await StartAsync();

        using var visitor = new Browser(Address);
        using var answer = await SetUpAsync(visitor, lost);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await File.ReadAllTextAsync(CodeFile)).Trim().Should().NotBe(lost);
    }

    private static Task<HttpResponseMessage> SetUpAsync(Browser visitor, string code, string password = "correct horse battery") =>
        visitor.SendFormAsync("/setup", "/setup", [new("Code", code), new("Name", "Ada"), new("Address", "ada@provider.example"), new("Password", password)]);

    private async Task StartAsync()
    {
        _application = Server.Build(
            ["--urls=http://127.0.0.1:0", $"--DataDirectory={_data}", "--environment=Production", "--Serilog:MinimumLevel:Default=Error"], new ServeOptions(Safe: true, Demo: false));
        await _application.StartAsync();
    }

    private async Task StopAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
