using System.Net;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Admin;

/// <summary>Row F1: administrators set plugins, by a form that the desk makes of the manifest, checks and keeps.</summary>
public sealed class PluginSettingsTests : IAsyncLifetime
{
    private const string Page = "/admin/plugins/greets/settings";
    private const string Secret = "open sesame";

    private RunningDesk _desk = null!;
    private Browser _admin = null!;

    public async Task InitializeAsync()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(data), "Greets");
        _desk = await RunningDesk.StartAsync(data, ownsFolder: true);
        _admin = await _desk.SignedInAsync(DemoPeople.Administrator);
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task What_is_set_before_the_plugin_is_enabled_is_what_it_reads()
    {
        using (var saved = await SendAsync(
            ("greeting", " Good morning "), ("more", "one\r\ntwo"), ("times", "3"), ("loud", "true"), ("mood", "calm"), ("home-page", "https://example.com/"), ("reply-to", "hello@example.com"), ("pass-phrase", Secret)))
        {
            saved.StatusCode.Should().Be(HttpStatusCode.Redirect);
        }

        await _desk.EnableAsync("greets");

        var page = await _admin.OpenAsync("/greets");
        page.QuerySelector("h1")!.TextContent.Should().Be("Good morning to you");
        page.QuerySelector("#all")!.TextContent.Should().Be("Good morning|one\ntwo|3|True|calm|https://example.com/|hello@example.com");
        page.QuerySelector("#secret-length")!.TextContent.Should().Be("11");
    }

    [Fact]
    public async Task Defaults_hold_until_somebody_sets_something()
    {
        await _desk.EnableAsync("greets");

        (await _admin.OpenAsync("/greets")).QuerySelector("#all")!.TextContent.Should().Be("Hello||1|False|||");
        (await _admin.OpenAsync(Page)).QuerySelector("[name='setting.greeting']")!.GetAttribute("value").Should().Be("Hello");
    }

    [Fact]
    public async Task LP4_A_secret_is_encrypted_never_shown_and_stays_when_its_field_is_left_empty()
    {
        (await SendAsync(("greeting", "Hello"), ("times", "1"), ("pass-phrase", Secret))).Dispose();
        (await SendAsync(("greeting", "Hi"), ("times", "1"), ("pass-phrase", ""))).Dispose();
        await _desk.EnableAsync("greets");

        (await _admin.OpenAsync("/greets")).QuerySelector("#secret-length")!.TextContent.Should().Be("11");
        (await _admin.OpenAsync(Page)).DocumentElement.OuterHtml.Should().NotContain(Secret);
        await using (var tables = _desk.Services.GetRequiredService<DeskStore>().Read())
        {
            (await tables.PluginSettings.SingleAsync(setting => setting.Key == "pass-phrase")).Value.Should().NotContain(Secret);
            (await tables.Audit.Where(entry => entry.Act == "plugin.configure").ToListAsync()).Should().HaveCount(2).And.OnlyContain(entry => entry.Subject == "greets");
        }

        using var forgotten = await _admin.SendFormAsync(Page, Page, [new("setting.greeting", "Hi"), new("setting.times", "1"), new("Removed", "pass-phrase")]);
        (await _admin.OpenAsync("/greets")).QuerySelector("#secret-length")!.TextContent.Should().Be("0");
    }

    [Theory]
    [InlineData("greeting", "", "This has to be filled in.")]
    [InlineData("greeting", "Good morning everybody", "This is longer than 20 characters.")]
    [InlineData("times", "10", "Type a number from 1 to 9.")]
    [InlineData("times", "often", "Type a whole number.")]
    [InlineData("mood", "angry", "Choose one of the values.")]
    [InlineData("home-page", "javascript:alert(1)", "This is not a web address that begins with https:// or http://.")]
    [InlineData("reply-to", "hello", "This is not an e-mail address.")]
    public async Task What_can_not_be_is_refused_at_its_field_and_nothing_of_the_form_is_lost(string key, string value, string sentence)
    {
        (string, string)[] form = [("greeting", "Hi"), ("times", "2"), ("more", "keep this"), ("pass-phrase", Secret)];
        using var answer = await SendAsync([.. form.Where(field => field.Item1 != key), (key, value)]);

        var page = await Browser.PageAsync(answer);
        page.QuerySelector($"#setting_{key}-fault")!.TextContent.Should().Be(sentence);
        page.QuerySelector("[name='setting.more']")!.TextContent.Should().Be("keep this");
        page.DocumentElement.OuterHtml.Should().NotContain(Secret);
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        (await tables.PluginSettings.CountAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData(Secret, "It works. Hi in en")]
    [InlineData("wrong", "The test failed. Hi in en")]
    [InlineData("throw", "The test failed. It does not work: The greeter is ill.")]
    public async Task The_test_tries_what_is_in_the_form_before_it_is_saved(string phrase, string says)
    {
        await _desk.EnableAsync("greets");
        using var answer = await _admin.SendFormAsync(Page, Page + "?handler=test", [new("setting.greeting", "Hi"), new("setting.times", "1"), new("setting.pass-phrase", phrase)]);

        (await Browser.PageAsync(answer)).QuerySelector(".alert")!.TextContent.Trim().Should().Be(says);
        (await _admin.OpenAsync(Page)).QuerySelector("[name='setting.greeting']")!.GetAttribute("value").Should().Be("Hello");
    }

    [Fact]
    public async Task LP9_An_agent_gets_in_by_a_permission_and_no_other_way()
    {
        await _desk.EnableAsync("greets");
        using var agent = await _desk.SignedInAsync(DemoPeople.Agent);
        (await StatusAsync(agent)).Should().Be(HttpStatusCode.Forbidden);
        (await agent.OpenAsync("/agent")).QuerySelectorAll("a[href='/greets']").Should().BeEmpty();

        var id = await IdOfAsync(DemoPeople.Agent);
        (await _admin.SendFormAsync($"/admin/people/{id}", $"/admin/people/{id}?handler=permissions", [new("Granted", "greets.edit"), new("Granted", "nobody.declares-this")])).Dispose();
        (await StatusAsync(agent)).Should().Be(HttpStatusCode.OK);
        (await agent.OpenAsync("/agent")).QuerySelector("a[href='/greets']")!.TextContent.Should().Be("Greetings");

        (await _admin.SendFormAsync($"/admin/people/{id}", $"/admin/people/{id}?handler=permissions", [])).Dispose();
        (await StatusAsync(agent)).Should().Be(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> SendAsync(params (string Key, string Value)[] settings) =>
        _admin.SendFormAsync(Page, Page, [.. settings.Select(setting => new KeyValuePair<string, string>("setting." + setting.Key, setting.Value))]);

    private static async Task<HttpStatusCode> StatusAsync(Browser reader)
    {
        using var answer = await reader.GetAsync("/greets");
        return answer.StatusCode;
    }

    private async Task<long> IdOfAsync(string address)
    {
        await using var tables = _desk.Services.GetRequiredService<DeskStore>().Read();
        return await tables.People.Where(person => person.Address == address).Select(person => person.Id).SingleAsync();
    }
}
