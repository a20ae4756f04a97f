namespace MyPlugin.Tests;

/// <summary>What people see of the plugin.</summary>
public sealed class PluginTests : IAsyncLifetime
{
    private PluginDesk _desk = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => _desk = await PluginDesk.StartAsync(PluginDesk.FolderOf(typeof(PluginTests).Assembly));

    /// <inheritdoc />
    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task The_page_begins_with_the_greeting_that_an_administrator_has_set()
    {
        await _desk.SetAsync(("greeting", "Good morning"));
        using var agent = await _desk.SignInAsync(DemoPeople.Agent);

        var page = await agent.OpenAsync("/my-plugin");

        Assert.Equal("Good morning", page.QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task Beside_a_ticket_stands_how_many_its_requester_has()
    {
        var number = await _desk.OpenTicketAsync("Mail does not arrive");
        using var agent = await _desk.SignInAsync(DemoPeople.Agent);

        var page = await agent.OpenAsync($"/agent/tickets/{number}");

        Assert.NotNull(page.QuerySelector(".my-plugin"));
        Assert.Empty(_desk.Failures());
    }
}
