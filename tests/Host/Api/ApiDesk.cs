using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Host.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Api;

/// <summary>A desk with somebody of each kind calling it.</summary>
public sealed class ApiDesk : IAsyncLifetime
{
    private readonly List<ApiClient> _clients = [];

    internal RunningDesk Desk { get; private set; } = null!;

    /// <summary>Sees her organisation's tickets.</summary>
    internal ApiClient Customer { get; private set; } = null!;

    /// <summary>Of the customer's organisation.</summary>
    internal ApiClient Colleague { get; private set; } = null!;

    /// <summary>Of another organisation.</summary>
    internal ApiClient Stranger { get; private set; } = null!;

    internal ApiClient Agent { get; private set; } = null!;

    /// <summary>An administrator whose token is for people, such as a hosting panel has one.</summary>
    internal ApiClient Panel { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Desk = await RunningDesk.StartAsync();
        Customer = await ClientAsync(DemoPeople.Customer);
        Colleague = await ClientAsync(DemoPeople.Colleague);
        Stranger = await ClientAsync("sanne@demo.example");
        Agent = await ClientAsync(DemoPeople.Agent);
        Panel = await ClientAsync(DemoPeople.Administrator, ApiScopes.People);
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Desk.DisposeAsync();
    }

    /// <summary>Somebody with a token of her own.</summary>
    internal async Task<ApiClient> ClientAsync(string address, params string[] scopes) => Client(await TokenAsync(address, scopes));

    internal ApiClient Client(string? token)
    {
        var client = new ApiClient(Desk, token);
        _clients.Add(client);
        return client;
    }

    internal async Task<string> TokenAsync(string address, params string[] scopes) =>
        await Desk.Services.GetRequiredService<ApiTokens>()
            .CreateAsync(await IdOfAsync(address), scopes.Length == 0 ? [ApiScopes.Tickets] : scopes, Actor.System, CancellationToken.None);

    internal async Task<long> IdOfAsync(string address) =>
        (await Desk.Services.GetRequiredService<PersonDirectory>().FindAsync(address, CancellationToken.None))!.Id;
}
