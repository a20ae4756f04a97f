namespace Acme.RequesterCard.Tests;

/// <summary>What agents see beside a ticket.</summary>
public sealed class CardTests : IAsyncLifetime
{
    private PluginDesk _desk = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => _desk = await PluginDesk.StartAsync(PluginDesk.FolderOf(typeof(CardTests).Assembly));

    /// <inheritdoc />
    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Agents_see_who_asks_and_customers_do_not()
    {
        var number = await _desk.OpenTicketAsync("Mail does not arrive");
        using var agent = await _desk.SignInAsync(DemoPeople.Agent);
        using var customer = await _desk.SignInAsync(DemoPeople.Customer);

        var card = (await agent.OpenAsync($"/agent/tickets/{number}")).QuerySelector(".acme-requester-card");

        Assert.NotNull(card);
        Assert.Contains("Customer since", card.TextContent, StringComparison.Ordinal);
        Assert.Null((await customer.OpenAsync($"/tickets/{number}")).QuerySelector(".acme-requester-card"));
        Assert.Empty(_desk.Failures());
    }
}
