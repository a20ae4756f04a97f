using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Acme.WebhookNotifier.Tests;

/// <summary>What the other program hears.</summary>
public sealed class NotifierTests : IAsyncLifetime
{
    private PluginDesk _desk = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => _desk = await PluginDesk.StartAsync(PluginDesk.FolderOf(typeof(NotifierTests).Assembly));

    /// <inheritdoc />
    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task It_is_told_of_a_ticket_and_its_answer_in_order_and_signed()
    {
        using var listener = Listener.Start();
        await _desk.SetAsync(("address", listener.Address), ("secret", "open sesame"), ("private-addresses", "true"));

        var number = await _desk.OpenTicketAsync("Mail does not arrive");
        await _desk.ReplyAsync(number, "We look at it.");
        await _desk.RestAsync();

        Assert.Equal(["ticket.opened/1", "ticket.replied/1"], listener.Taken.Select(taken => Json.Of(taken.Body, "event")));
        Assert.All(listener.Taken, taken => Assert.Equal(number, Json.Of(taken.Body, "number")));
        Assert.All(listener.Taken, taken => Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("open sesame"), Encoding.UTF8.GetBytes(taken.Body))), taken.Signature));
        Assert.Empty(_desk.Failures());
    }

    [Fact]
    public async Task What_is_told_twice_bears_the_same_key()
    {
        using var listener = Listener.Start();
        await _desk.SetAsync(("address", listener.Address), ("private-addresses", "true"));

        Assert.Equal(1, await _desk.DeliverTwiceAsync(() => _desk.OpenTicketAsync("Mail does not arrive")));

        Assert.Equal(2, listener.Taken.Count);
        Assert.Single(listener.Taken.Select(taken => taken.Key).Distinct());
    }

    [Fact]
    public async Task A_private_address_is_not_reached_unless_that_is_allowed()
    {
        using var listener = Listener.Start();
        await _desk.SetAsync(("address", listener.Address));

        await _desk.OpenTicketAsync("Mail does not arrive");
        await _desk.RestAsync();

        Assert.Empty(listener.Taken);
        Assert.Contains(_desk.Failures(), failure => failure.Contains("private network", StringComparison.Ordinal));
    }
}

file static class Json
{
    public static string? Of(string body, string name) => JsonDocument.Parse(body).RootElement.GetProperty(name).GetString();
}
