using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Commands;

/// <summary><c>helpdesk user …</c></summary>
internal static class UserCommands
{
    /// <summary>No letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly Actor CommandLine = Actor.System with { Channel = "cli" };

    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "The e-mail address." };
        var name = new Option<string?>("--name") { Description = "The name that others see; the address's first part unless told." };
        var role = new Option<Role>("--role") { Description = "customer (the default), agent, supervisor or administrator.", DefaultValueFactory = _ => Role.Customer };
        var language = new Option<string>("--language") { Description = "What mail to the person is written in (BCP 47).", DefaultValueFactory = _ => "en" };
        var add = new Command("add", "Adds a person and prints her password, which is made up here and kept nowhere.") { address, name, role, language };
        add.SetAction((parsed, token) => Verb.RunAsync(
            (services, t) => AddAsync(services, parsed.GetValue(address)!, parsed.GetValue(name), parsed.GetValue(role), parsed.GetValue(language)!, t), token));
        return new Command("user", "People of this desk.") { add };
    }

    private static async Task<int> AddAsync(IServiceProvider services, string address, string? name, Role role, string language, CancellationToken cancellationToken)
    {
        var password = RandomNumberGenerator.GetString(Alphabet, 16);
        var result = await services.GetRequiredService<AccountDesk>()
            .AddPersonAsync(name ?? address.Split('@')[0], address, role, language, password, CommandLine, cancellationToken);
        if (!result.IsDone)
        {
            var phrases = services.GetRequiredService<PhraseBook>();
            return Verb.Fail(string.Join(Environment.NewLine, result.Refusals.Select(refusal => phrases.Say(refusal.Sentence, CultureInfo.InvariantCulture))));
        }

        Console.WriteLine(password);
        return 0;
    }
}
