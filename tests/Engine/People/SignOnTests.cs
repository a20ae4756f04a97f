using System.Text.RegularExpressions;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.SingleSignOn;
using Helpdesk.Engine.Tests.Notifications;

namespace Helpdesk.Engine.Tests.People;

/// <summary>LX14: an account at another provider becomes somebody's on proof alone, and what the provider says of an address is none.</summary>
public sealed partial class SignOnTests : IAsyncLifetime
{
    private static readonly ExternalIdentity AtProvider = new("company", "https://id.company.example", "248289761001", Address: null);

    /// <summary>The secrets of the mails, as the server got them: what is kept holds none.</summary>
    private readonly List<string> _secrets = [];

    private MailDesk _desk = null!;
    private SignOnDesk _signOn = null!;
    private Person _carla = null!;

    public async Task InitializeAsync()
    {
        _desk = await MailDesk.OpenAsync();
        _signOn = new SignOnDesk(_desk.Store, new SignInGuards(_desk.Store), new PersonDirectory(_desk.Store));
        _carla = await _desk.CustomerAsync("Carla");
        _desk.Transport.OnSending = mail =>
        {
            _secrets.Add(Secret().Match(mail.Text).Groups["secret"].Value);
            return Task.CompletedTask;
        };
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Whoever_is_signed_in_connects_hers_and_comes_in_by_it_until_she_takes_it_off()
    {
        (await _signOn.LinkAsync(AtProvider, Of(_carla), default)).Should().BeNull();
        (await _signOn.LinkAsync(AtProvider, Of(_carla), default)).Should().BeNull("once more is no mistake");

        (await _signOn.EnterAsync(AtProvider, "10.0.0.1", default)).Person!.Id.Should().Be(_carla.Id);
        (await _signOn.EnterAsync(AtProvider with { Issuer = "https://id.other.example" }, "10.0.0.1", default)).Person.Should().BeNull("a subject is one of its issuer's");
        var other = await _desk.CustomerAsync("Dirk");
        (await _signOn.LinkAsync(AtProvider, Of(other), default))!.Sentence.Key.Should().Be("desk.external-account-taken");
        var account = (await _signOn.ListAsync(_carla.Id, default)).Should().ContainSingle().Which;
        await _signOn.EndAsync(account.Id, Of(other), default);
        (await _signOn.EnterAsync(AtProvider, "10.0.0.1", default)).Person.Should().NotBeNull("it is not another's to take off");
        await _signOn.EndAsync(account.Id, Of(_carla), default);

        (await _signOn.EnterAsync(AtProvider, "10.0.0.1", default)).Should().Be(new SignOnResult(Person: null));
    }

    [Fact]
    public async Task LX14_An_address_lets_nobody_in_but_brings_a_mail_whose_link_works_where_it_began_and_once()
    {
        var result = await _signOn.EnterAsync(AtProvider with { Address = _carla.Address.ToUpperInvariant() }, "10.0.0.1", default);
        result.Person.Should().BeNull();
        await _desk.DeliverAsync();
        var mail = _desk.Transport.Taken.Should().ContainSingle().Which;
        mail.FoldedAddress.Should().Be(_carla.FoldedAddress);
        var secret = _secrets.Should().ContainSingle(found => found.Length > 0).Which;
        (await _desk.SentAsync()).Single().Text.Should().NotContain(secret, "what is kept holds no secret (LX8)");

        (await _signOn.ConfirmAsync(secret, result.PendingId!.Value + 1, default)).Should().BeNull("another browser has begun something else, or nothing");
        (await _signOn.ConfirmAsync(secret[..^1] + "x", result.PendingId.Value, default)).Should().BeNull();
        (await _signOn.ConfirmAsync(secret, result.PendingId.Value, default))!.Id.Should().Be(_carla.Id);
        (await _signOn.ConfirmAsync(secret, result.PendingId.Value, default)).Should().BeNull();
        (await _signOn.EnterAsync(AtProvider, "10.0.0.1", default)).Person!.Id.Should().Be(_carla.Id);
    }

    [Fact]
    public async Task The_link_leads_to_no_password_and_one_for_a_password_connects_nothing()
    {
        var result = await _signOn.EnterAsync(AtProvider with { Address = _carla.Address }, "10.0.0.1", default);
        await _desk.Accounts.AskNewPasswordAsync(_carla.Address, "10.0.0.2", default);
        await _desk.DeliverAsync();
        _secrets.Should().HaveCount(2).And.OnlyContain(secret => secret.Length > 0);

        (await _desk.Accounts.ChoosePasswordAsync(_secrets[0], "correct horse battery", default)).IsDone.Should().BeFalse();
        (await _signOn.ConfirmAsync(_secrets[1], result.PendingId!.Value, default)).Should().BeNull();
        (await _signOn.ConfirmAsync(_secrets[0], result.PendingId.Value, default)).Should().NotBeNull("tried at the wrong door, it is not used up");
    }

    [Fact]
    public async Task LX10_Nobody_learns_whether_the_desk_knows_an_address()
    {
        var known = await _signOn.EnterAsync(AtProvider with { Address = _carla.Address }, "10.0.0.1", default);
        var rows = (await _desk.RowsAsync()).Count;
        var unknown = await _signOn.EnterAsync(AtProvider with { Subject = "2", Address = "nobody@elsewhere.example" }, "10.0.0.1", default);

        (known.Person, unknown.Person).Should().Be((null, null));
        (known.PendingId, unknown.PendingId).Should().NotBe((null, null));
        (await _desk.RowsAsync()).Should().HaveCount(2 * rows, "as much is written");
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_was_shut_out_comes_in_by_no_other_door_and_a_guest_gets_no_account()
    {
        await _signOn.LinkAsync(AtProvider, Of(_carla), default);
        await _desk.Store.WriteAsync(async (unit, token) => (await unit.Desk.People.FindAsync([_carla.Id], token))!.Disable(unit.Now), default);
        (await _signOn.EnterAsync(AtProvider with { Address = _carla.Address }, "10.0.0.1", default)).Should().Be(new SignOnResult(Person: null));

        await _desk.WriteAsync(unit => unit.Desk.Add(Person.Guest(unit.NewId(), "Gust", "gust@people.example", "en", unit.Now)));
        await _signOn.EnterAsync(AtProvider with { Subject = "3", Address = "gust@people.example" }, "10.0.0.1", default);
        await _signOn.EnterAsync(AtProvider with { Subject = "4", Address = _carla.Address }, "10.0.0.1", default);
        await _desk.DeliverAsync();
        _desk.Transport.Taken.Should().BeEmpty();
    }

    private static Actor Of(Person person) => new(person.Id, person.Role, "web");

    [GeneratedRegex("(connect|choose-password)/(?<secret>[A-Za-z0-9_-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
