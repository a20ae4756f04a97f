using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
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

    public static Command Create() => new("user", "People of this desk.") { Add(), List(), Disable(), ResetSecondFactor() };

    private static Command Add()
    {
        var address = new Argument<string>("address") { Description = "The e-mail address." };
        var name = new Option<string?>("--name") { Description = "The name that others see; the address's first part unless told." };
        var role = new Option<Role>("--role") { Description = "customer (the default), agent, supervisor or administrator.", DefaultValueFactory = _ => Role.Customer };
        var language = new Option<string>("--language") { Description = "What mail to the person is written in (BCP 47).", DefaultValueFactory = _ => "en" };
        var invite = new Option<bool>("--invite") { Description = "Sends her a link to choose a password, instead of printing one. The server sends it." };
        var add = new Command("add", "Adds a person and prints her password, which is made up here and kept nowhere.") { address, name, role, language, invite };
        add.SetAction((parsed, token) => Verb.RunAsync(
            (services, t) =>
            {
                var given = parsed.GetValue(address)!;
                var person = new NewPerson(parsed.GetValue(name) ?? given.Split('@')[0], given, parsed.GetValue(role), parsed.GetValue(language)!) { IsInvited = parsed.GetValue(invite) };
                return AddAsync(services, person, t);
            },
            token));
        return add;
    }

    private static Command List()
    {
        var search = new Argument<string?>("search") { Description = "Part of a name or address.", DefaultValueFactory = _ => null };
        var list = new Command("list", "Address, role, state and name, separated by tabs.") { search };
        list.SetAction((parsed, token) => Verb.RunAsync((services, t) => ListAsync(services, parsed.GetValue(search), t), token));
        return list;
    }

    private static Command Disable() =>
        OfOne("disable", "Shuts a person out: sessions, tokens and mail end at once, tickets stay.", (desk, id, token) => desk.DisableAsync(id, CommandLine, token));

    private static Command ResetSecondFactor() => OfOne(
        "reset-second-factor",
        "Takes two-step sign-in off somebody who has lost app and recovery codes: the password alone lets her in, until she sets it up anew.",
        (desk, id, token) => desk.ResetSecondFactorAsync(id, CommandLine, token));

    /// <summary>A verb for somebody who is there, named by her address.</summary>
    private static Command OfOne(string verb, string description, Func<PeopleDesk, long, CancellationToken, Task<PersonResult>> act)
    {
        var address = new Argument<string>("address") { Description = "The e-mail address." };
        var command = new Command(verb, description) { address };
        command.SetAction((parsed, token) => Verb.RunAsync((services, t) => DoAsync(services, parsed.GetValue(address)!, act, t), token));
        return command;
    }

    private static async Task<int> AddAsync(IServiceProvider services, NewPerson person, CancellationToken cancellationToken)
    {
        var password = person.IsInvited ? null : RandomNumberGenerator.GetString(Alphabet, 16);
        var result = await services.GetRequiredService<AccountDesk>().AddPersonAsync(person with { Password = password }, CommandLine, cancellationToken);
        if (!result.IsDone)
        {
            return Fail(services, result);
        }

        if (password is not null)
        {
            Console.WriteLine(password);
        }

        return 0;
    }

    private static async Task<int> ListAsync(IServiceProvider services, string? search, CancellationToken cancellationToken)
    {
        var people = services.GetRequiredService<AccountReader>();
        long? after = null;
        do
        {
            var page = await people.ListAsync(search, after, cancellationToken);
            foreach (var person in page.Lines)
            {
                Console.WriteLine($"{person.Address}\t{Lower(person.Role)}\t{Lower(person.State)}\t{person.Name}");
            }

            after = page.Next;
        }
        while (after is not null);
        return 0;
    }

    private static async Task<int> DoAsync(IServiceProvider services, string address, Func<PeopleDesk, long, CancellationToken, Task<PersonResult>> act, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<PersonDirectory>().FindAsync(address, cancellationToken) is not { } person)
        {
            return Verb.Fail($"Nobody here has the address {HeaderText.OneLine(address)}.");
        }

        var result = await act(services.GetRequiredService<PeopleDesk>(), person.Id, cancellationToken);
        return result.IsDone ? 0 : Fail(services, result);
    }

    private static int Fail(IServiceProvider services, PersonResult result)
    {
        var phrases = services.GetRequiredService<PhraseBook>();
        return Verb.Fail(string.Join(Environment.NewLine, result.Refusals.Select(refusal => phrases.Say(refusal.Sentence, CultureInfo.InvariantCulture))));
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
