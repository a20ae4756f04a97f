using System.Net;
using System.Text;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Packages;

/// <summary>Row F1, LP2: packages by the browser, without a script: looked at, compared, installed, upgraded, put back.</summary>
[Trait("Kind", "slow")]
public sealed class PackagePageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _built = Directory.CreateTempSubdirectory("helpdesk-");
    private RunningDesk _desk = null!;
    private Browser _admin = null!;

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.StartAsync(settings: ["--Plugins:AllowUpload=true"]);
        _admin = await _desk.SignedInAsync(DemoPeople.Administrator);
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _desk.DisposeAsync();
        _built.Delete(recursive: true);
    }

    [Fact]
    public async Task A_package_is_looked_at_first_then_installed_and_enabled()
    {
        var confirmation = await UploadAsync(await PackAsync("SampleV1"));

        var page = await _admin.OpenAsync(confirmation);
        page.QuerySelector("h1")!.TextContent.Should().Contain("Sample").And.Contain("1.0.0");
        page.QuerySelector("[data-differences]")!.TextContent.Should().Contain("/sample");
        Directory.Exists(Path.Combine(_desk.PluginFolder, "sample")).Should().BeFalse("nobody has said yes");

        using var answer = await _admin.SendFormAsync(confirmation, confirmation + "?handler=enable", []);
        answer.Headers.Location!.OriginalString.Should().Be("/admin/plugins/sample");
        (await _desk.PluginAsync("sample")).Should().Match<PluginRecord>(plugin => plugin.State == PluginState.Enabled && plugin.RunningVersion == "1.0.0");
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        (await tables.Audit.SingleAsync(entry => entry.Act == "plugin.install")).Should().Match<Engine.Audit.AuditEntry>(entry => entry.Subject == "sample 1.0.0" && entry.ActorId != null);
        using var gone = await _admin.GetAsync(confirmation);
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_an_upgrade_brings_and_takes_stands_before_the_button_and_the_way_back_is_there_after_it()
    {
        await InstallAsync("SampleV1", "enable");
        await InstallAsync("SampleV2", "install");
        await InstallAsync("SampleV4", "install");

        var differences = (await _admin.OpenAsync("/admin/plugins/sample/versions/4.0.0")).QuerySelectorAll("[data-differences] li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        differences.Should().Equal(
            "It says that it will: send mail new", "Permission for staff: edit new", "Pages below: /samples new", "Pages below: /sample gone", "Setting: pass-phrase new",
            "Author: Somebody else new", "Author: The Helpdesk authors gone");

        await PressAsync("2.0.0");
        (await _desk.PluginAsync("sample")).RunningVersion.Should().Be("2.0.0");
        var versions = await _admin.OpenAsync("/admin/plugins/sample");
        versions.QuerySelector("[data-version='1.0.0'] a")!.TextContent.Should().Be("Go back to 1.0.0");
        versions.QuerySelector("[data-version='4.0.0'] a")!.TextContent.Should().Be("Upgrade to 4.0.0");
        await PressAsync("1.0.0");
        (await _desk.PluginAsync("sample")).RunningVersion.Should().Be("1.0.0");
    }

    [Fact]
    public async Task A_package_that_means_ill_is_refused_with_its_sentence_and_kept_nowhere()
    {
        var confirmation = await UploadAsync(PackageMaker.Good().With("../../evil.dll", "evil").Zip());

        (await _admin.OpenAsync(confirmation)).QuerySelector(".alert")!.TextContent.Should().Contain("leads out of the package");
        Directory.EnumerateFileSystemEntries(Path.Combine(_desk.DataDirectory, "uploads")).Should().BeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(_desk.DataDirectory, "incoming")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_upload_without_the_forms_token_or_by_somebody_else_is_not_read()
    {
        using var forged = await SendAsync(_admin, "forged", await PackAsync("SampleV1"));
        forged.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        using var forbidden = await SendAsync(agent, Browser.Token(await agent.OpenAsync("/agent")), await PackAsync("SampleV1"));
        forbidden.StatusCode.Should().Be(HttpStatusCode.Forbidden);

        Directory.EnumerateFileSystemEntries(Path.Combine(_desk.DataDirectory, "uploads")).Should().BeEmpty();
    }

    [Fact]
    public async Task Unless_the_operator_allows_it_nothing_is_taken_and_the_page_says_how_to()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var admin = await desk.SignedInAsync(DemoPeople.Administrator);

        var page = await admin.OpenAsync("/admin/packages");
        page.QuerySelectorAll("input[type=file]").Should().BeEmpty();
        page.Body!.TextContent.Should().Contain("HELPDESK__Plugins__AllowUpload=true");
        using var refused = await SendAsync(admin, Browser.Token(page), await PackAsync("SampleV1"));
        refused.Headers.Location!.OriginalString.Should().Be("/admin/packages");
        Directory.EnumerateFileSystemEntries(Path.Combine(desk.DataDirectory, "uploads")).Should().BeEmpty();
    }

    private async Task InstallAsync(string fixture, string handler)
    {
        var confirmation = await UploadAsync(await PackAsync(fixture));
        using var answer = await _admin.SendFormAsync(confirmation, $"{confirmation}?handler={handler}", []);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private async Task PressAsync(string version)
    {
        var page = $"/admin/plugins/sample/versions/{version}";
        using var answer = await _admin.SendFormAsync(page, page, []);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private async Task<string> UploadAsync(byte[] package)
    {
        var form = (await _admin.OpenAsync("/admin/packages")).QuerySelector("form[action='/admin/packages/upload']")!;
        form.QuerySelector("input")!.GetAttribute("name").Should().Be("__RequestVerificationToken", "it is read before the file");
        using var answer = await SendAsync(_admin, form.QuerySelector("input")!.GetAttribute("value")!, package);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string token, byte[] package)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(token, Encoding.ASCII), "__RequestVerificationToken");
        form.Add(new ByteArrayContent(package), "package", "package.zip");
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/packages/upload") { Content = form });
    }

    private Task<byte[]> PackAsync(string fixture) => PackageYard.PackAsync(FixturePlugins.Lay(Path.Combine(_built.FullName, fixture), fixture)[0]);
}
