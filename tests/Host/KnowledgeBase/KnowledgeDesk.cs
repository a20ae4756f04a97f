using System.Net;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>A desk on which the plugin runs, with the articles of the demo company.</summary>
public sealed class KnowledgeDesk : IAsyncLifetime
{
    public const string Plugin = "knowledge-base";

    /// <summary>An article for everybody, in four languages.</summary>
    public const string Public = "reset-your-password";

    /// <summary>An article for staff, in English.</summary>
    public const string Internal = "escalate-a-hotfix";

    /// <summary>An article for everybody that is there in English only.</summary>
    public const string EnglishOnly = "api-quick-start";

    internal RunningDesk Desk { get; private set; } = null!;

    internal static async Task<RunningDesk> StartAsync(IEnumerable<string>? settings = null)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-").FullName;
        FixturePlugins.LayBundled(RunningDesk.PluginFolderOf(data), "KnowledgeBase");
        var desk = await RunningDesk.StartAsync(data, ownsFolder: true, settings);
        var record = await desk.EnableAsync(Plugin);
        record.Sentence.Should().Be("It runs.");
        await desk.FillDemoAsync(Plugin);
        return desk;
    }

    public async Task InitializeAsync() => Desk = await StartAsync();

    public async Task DisposeAsync() => await Desk.DisposeAsync();

    /// <summary>Somebody who has not signed in.</summary>
    internal Browser Guest() => GuestOf(Desk);

    internal static Browser GuestOf(RunningDesk desk) => new(desk.Address);

    internal static async Task GrantAsync(RunningDesk desk, string address, params string[] permissions)
    {
        await using var tables = desk.Services.GetRequiredService<DeskStore>().Read();
        var id = await tables.People.Where(person => person.Address == address).Select(person => person.Id).SingleAsync();
        using var lease = desk.Generations.Lease();
        await lease.Generation.Services.GetRequiredService<PermissionDesk>().GrantAsync(id, permissions, Actor.System, CancellationToken.None);
    }

    internal static async Task<HttpStatusCode> StatusAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }
}
