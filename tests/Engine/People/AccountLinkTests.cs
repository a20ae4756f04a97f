using Helpdesk.Engine.Access;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Tests.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

/// <summary>Links in mails by which people come to a password.</summary>
public sealed class AccountLinkTests : IAsyncLifetime
{
    private const string Good = "correct horse battery";
    private const string Client = "192.0.2.1";

    private MailDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await MailDesk.OpenAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task A2_An_invitation_leads_to_a_password_and_the_password_signs_in()
    {
        await InviteAsync("nora@demo.example", "nl");

        var secret = SecretOf(_desk.Transport.Taken.Should().ContainSingle().Subject);
        _desk.Transport.Taken[0].Text.Should().Contain("Kies een wachtwoord").And.Contain("72 uur");
        (await _desk.Accounts.ChoosePasswordAsync(secret, Good, default)).Person!.Address.Should().Be("nora@demo.example");

        (await _desk.Accounts.SignInAsync("nora@demo.example", Good, Client, default)).Person.Should().NotBeNull();
    }

    [Fact]
    public async Task LX8_A_link_works_once()
    {
        await InviteAsync("nora@demo.example");
        var secret = SecretOf(_desk.Transport.Taken[0]);
        (await _desk.Accounts.ChoosePasswordAsync(secret, Good, default)).IsDone.Should().BeTrue();

        (await _desk.Accounts.ChoosePasswordAsync(secret, "another good one", default)).Refusals.Should().ContainSingle(r => r.Sentence.Key == "desk.account-link-over");

        (await _desk.Links.FindAsync(secret, AccountLinks.ToPassword, default)).Should().BeNull();
        (await _desk.Accounts.SignInAsync("nora@demo.example", Good, Client, default)).Person.Should().NotBeNull("the password is the first one");
    }

    [Fact]
    public async Task LX8_Of_many_who_use_a_link_at_once_one_does()
    {
        await InviteAsync("nora@demo.example");
        var secret = SecretOf(_desk.Transport.Taken[0]);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => _desk.Accounts.ChoosePasswordAsync(secret, $"the password {i}", default))));

        results.Should().ContainSingle(result => result.IsDone);
    }

    [Fact]
    public async Task LX8_A_link_expires()
    {
        await InviteAsync("nora@demo.example");
        var secret = SecretOf(_desk.Transport.Taken[0]);
        _desk.Clock.Advance(AccountLinks.InvitationLasts - TimeSpan.FromSeconds(1));
        (await _desk.Links.FindAsync(secret, AccountLinks.ToPassword, default)).Should().NotBeNull("looking at it changes nothing (LM18)");

        _desk.Clock.Advance(TimeSpan.FromSeconds(1));

        (await _desk.Links.FindAsync(secret, AccountLinks.ToPassword, default)).Should().BeNull();
        (await _desk.Accounts.ChoosePasswordAsync(secret, Good, default)).IsDone.Should().BeFalse();
    }

    [Theory]
    [InlineData("upper")]
    [InlineData("padded")]
    [InlineData("spaced")]
    [InlineData("shorter")]
    [InlineData("nul")]
    [InlineData("nothing")]
    public async Task LX8_A_link_that_is_only_like_it_is_none(string how)
    {
        await InviteAsync("nora@demo.example");
        var secret = SecretOf(_desk.Transport.Taken[0]);
        var like = how switch
        {
            "upper" => secret.ToUpperInvariant(),
            "padded" => secret + "=",
            "spaced" => " " + secret,
            "shorter" => secret[..^1],
            "nul" => secret + "\0",
            _ => "",
        };

        (await _desk.Links.FindAsync(like, AccountLinks.ToPassword, default)).Should().BeNull();
        (await _desk.Accounts.ChoosePasswordAsync(like, Good, default)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task LX8_No_secret_is_kept_in_link_outbox_or_mail()
    {
        await _desk.Accounts.AddPersonAsync(new NewPerson("Nora", "nora@demo.example", Role.Customer, "en") { IsInvited = true }, Actor.System, default);
        (await _desk.RowsAsync()).Should().ContainSingle().Which.Payload.Should().MatchRegex("^{\"purpose\":0,\"personId\":[0-9]+,\"aboutId\":null}$");
        var secret = "";
        _desk.Transport.OnTaken = mail =>
        {
            secret = SecretOf(mail);
            return Task.CompletedTask;
        };

        await _desk.DeliverAsync();

        var kept = (await _desk.SentAsync()).Should().ContainSingle().Subject;
        (kept.Text + kept.Html).Should().NotContain(secret).And.Contain("choose-password/…");
        await using var tables = _desk.Store.Read();
        (await tables.AccountLinks.SingleAsync()).Hash.Should().HaveLength(64).And.NotContain(secret);
    }

    [Fact]
    public async Task LX8_A_new_link_ends_the_ones_before_of_its_purpose_and_a_password_ends_all()
    {
        var nora = await InviteAsync("nora@demo.example");
        var first = SecretOf(_desk.Transport.Taken[0]);
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await new PeopleDesk(_desk.Store).InviteAsync(nora.Id, Actor.System, default);
        await _desk.Accounts.AskNewPasswordAsync("nora@demo.example", Client, default);
        await _desk.DeliverAsync();
        var (second, forgotten) = (SecretOf(_desk.Transport.Taken[1]), SecretOf(_desk.Transport.Taken[2]));

        (await _desk.Links.FindAsync(first, AccountLinks.ToPassword, default)).Should().BeNull();
        (await _desk.Links.FindAsync(second, AccountLinks.ToPassword, default)).Should().NotBeNull("another purpose is another matter");
        (await _desk.Accounts.ChoosePasswordAsync(forgotten, Good, default)).IsDone.Should().BeTrue("it works as the first sign-up too");

        (await _desk.Links.FindAsync(second, AccountLinks.ToPassword, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_mail_that_went_out_twice_has_two_links_that_work_until_one_is_used()
    {
        await _desk.Accounts.AddPersonAsync(new NewPerson("Nora", "nora@demo.example", Role.Customer, "en") { IsInvited = true }, Actor.System, default);
        var secrets = new List<string>();
        _desk.Transport.OnTaken = mail =>
        {
            secrets.Add(SecretOf(mail));
            return secrets.Count == 1 ? throw new IOException("The line broke before 250.") : Task.CompletedTask;
        };
        await _desk.DeliverAsync();
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await _desk.DeliverAsync();

        secrets.Should().HaveCount(2);
        _desk.Transport.Taken.Select(mail => mail.MessageId).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await _desk.Accounts.ChoosePasswordAsync(secrets[0], Good, default)).IsDone.Should().BeTrue("nobody knows which of the two arrived");
        (await _desk.Links.FindAsync(secrets[1], AccountLinks.ToPassword, default)).Should().BeNull();
    }

    [Fact]
    public async Task LX9_The_link_leads_to_the_configured_address()
    {
        await InviteAsync("nora@demo.example");

        _desk.Transport.Taken[0].Text.Should().Contain("https://help.demo.example/choose-password/");
    }

    [Fact]
    public async Task LX10_An_address_that_nobody_has_leads_to_the_same_rows_and_to_no_mail()
    {
        await InviteAsync("nora@demo.example");
        _desk.Transport.Taken.Clear();
        var known = await TraceAsync("nora@demo.example");
        var unknown = await TraceAsync("nobody@demo.example");

        unknown.Should().Be(known);
        _desk.Transport.Taken.Select(mail => mail.To).Should().Equal("\"Nora\" <nora@demo.example>");
    }

    [Fact]
    public async Task Nobodys_mailbox_is_filled_by_asking_again_and_again()
    {
        await InviteAsync("nora@demo.example");
        _desk.Transport.Taken.Clear();

        var waits = new List<TimeSpan?>();
        for (var i = 0; i < 8; i++)
        {
            waits.Add(await _desk.Accounts.AskNewPasswordAsync(i % 2 == 0 ? "nora@demo.example" : "NORA@demo.example", $"192.0.2.{i}", default));
        }

        await _desk.DeliverAsync();
        _desk.Transport.Taken.Should().HaveCount(5);
        waits[^1].Should().Be(SignInGuards.FirstLock);
    }

    [Fact]
    public async Task Whoever_is_shut_out_gets_no_link_and_those_she_had_are_over()
    {
        var nora = await InviteAsync("nora@demo.example");
        var secret = SecretOf(_desk.Transport.Taken[0]);
        await new PeopleDesk(_desk.Store).DisableAsync(nora.Id, Actor.System, default);
        await _desk.Accounts.AskNewPasswordAsync("nora@demo.example", Client, default);
        await _desk.DeliverAsync();

        _desk.Transport.Taken.Should().ContainSingle("the invitation from before");
        (await _desk.Accounts.ChoosePasswordAsync(secret, Good, default)).IsDone.Should().BeFalse();
    }

    private async Task<Person> InviteAsync(string address, string language = "en")
    {
        var result = await _desk.Accounts.AddPersonAsync(new NewPerson("Nora", address, Role.Customer, language) { IsInvited = true }, Actor.System, default);
        // As a server gets it: what is kept has no secret in it.
        _desk.Transport.OnTaken = mail =>
        {
            Secrets[mail] = SecretIn(mail.Text);
            return Task.CompletedTask;
        };
        await _desk.DeliverAsync();
        return result.Person!;
    }

    private Dictionary<Mail, string> Secrets { get; } = [];

    private string SecretOf(Mail mail) => Secrets.TryGetValue(mail, out var secret) ? secret : SecretIn(mail.Text);

    private static string SecretIn(string text)
    {
        const string mark = "choose-password/";
        var at = text.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return text[at..text.IndexOf('\n', at)];
    }

    /// <summary>What asking leaves behind, without what it is about.</summary>
    private async Task<string> TraceAsync(string address)
    {
        await using var tables = _desk.Store.Read();
        var audit = await tables.Audit.CountAsync();
        var guards = await tables.SignInGuards.CountAsync();
        (await _desk.Accounts.AskNewPasswordAsync(address, $"192.0.2.{address.Length}", default)).Should().BeNull();
        var rows = string.Join(',', (await _desk.RowsAsync()).Select(row => row.Receiver));
        var trace = $"{rows}; {await tables.Audit.CountAsync() - audit} audit, {await tables.SignInGuards.CountAsync() - guards} guards";
        await _desk.DeliverAsync();
        return trace;
    }
}
