using System.CommandLine;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Host.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk token …</c></summary>
internal static class TokenCommands
{
    private static readonly Actor CommandLine = Actor.System with { Channel = "cli" };

    public static Command Create()
    {
        var user = new Option<string>("--user") { Description = "The address of the person whose rights the token has.", Required = true };
        var scope = new Option<string[]>("--scope")
        {
            Description = $"What it may be used for: {string.Join(", ", ApiScopes.All)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var create = new Command("create", "Makes a bearer token for the API and prints it alone; it can't be shown again.") { user, scope };
        create.SetAction((parsed, token) => Verb.RunAsync((services, t) => CreateAsync(services, parsed.GetValue(user)!, parsed.GetValue(scope)!, t), token));
        return new Command("token", "Bearer tokens for the API.") { create };
    }

    private static async Task<int> CreateAsync(IServiceProvider services, string address, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken)
    {
        if (scopes.FirstOrDefault(scope => !ApiScopes.All.Contains(scope, StringComparer.Ordinal)) is { } unknown)
        {
            return Verb.Fail($"There is no scope '{unknown}'; there are {string.Join(", ", ApiScopes.All)}.");
        }

        if (await services.GetRequiredService<PersonDirectory>().FindAsync(address, cancellationToken) is not { } person)
        {
            return Verb.Fail($"There is nobody with the address '{address}'.");
        }

        Console.WriteLine(await services.GetRequiredService<ApiTokens>().CreateAsync(person.Id, scopes, CommandLine, cancellationToken));
        return 0;
    }
}
