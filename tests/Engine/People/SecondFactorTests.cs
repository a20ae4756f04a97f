using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.People.Joining;
using Helpdesk.Engine.People.SecondFactors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

/// <summary>LX13: a code beside the password, which is used once and not guessed.</summary>
public sealed class SecondFactorTests : IAsyncLifetime
{
    private static readonly Actor Administrator = new(1, Role.Administrator, "web");

    private DeskUnderTest _desk = null!;
    private SecondFactorDesk _factors = null!;
    private long _alex;

    public async Task InitializeAsync()
    {
        _desk = await DeskUnderTest.OpenAsync();
        _factors = new SecondFactorDesk(_desk.Store, new StepCodes(), new EphemeralDataProtectionProvider(), new SignInGuards(_desk.Store));
        _alex = _desk.Alex.PersonId!.Value;
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task It_guards_from_the_moment_in_which_a_code_of_the_app_was_shown()
    {
        var secret = await _factors.BeginAsync(_alex, anew: false, default);
        (await _factors.BeginAsync(_alex, anew: false, default)).Should().Be(secret, "the picture can be looked at again");
        (await _factors.BeginAsync(_alex, anew: true, default)).Should().NotBe(secret);
        (await _factors.IsOnAsync(_alex, default)).Should().BeFalse();
        (await _factors.ConfirmAsync(_desk.Alex, "000000", default)).Refusals.Should().ContainSingle(refusal => refusal.Field == "code");

        var confirmed = await _factors.ConfirmAsync(_desk.Alex, Code(), default);

        confirmed.Codes.Should().HaveCount(SecondFactorDesk.Codes).And.OnlyHaveUniqueItems();
        (await _factors.StateAsync(_alex, default)).Should().Be(new SecondFactorState(_desk.Clock.GetUtcNow(), SecondFactorDesk.Codes));
        (await _factors.BeginAsync(_alex, anew: true, default)).Should().BeNull("nobody replaces it who only sits before the screen");
        var stored = await _desk.ReadAsync(tables => tables.SecondFactors.SingleAsync());
        stored.Secret.Should().NotContain(StepCodes.Prefix, "it is encrypted");
        (await _desk.ReadAsync(tables => tables.RecoveryCodes.Select(c => c.Hash).ToListAsync())).Should().NotContain(confirmed.Codes).And.OnlyContain(hash => hash.Length == 64);
    }

    [Fact]
    public async Task A_code_is_taken_once_and_none_that_is_older_than_the_last()
    {
        await TurnOnAsync();
        (await VerifyAsync(Code())).IsRight.Should().BeFalse("it was used to turn it on");

        _desk.Clock.Advance(TimeSpan.FromSeconds(60));
        (await VerifyAsync(Code())).IsRight.Should().BeTrue();
        (await VerifyAsync(Code())).IsRight.Should().BeFalse();
        (await VerifyAsync(Code(-1))).IsRight.Should().BeFalse("the app showed it before, and somebody may have looked over her shoulder");
        (await VerifyAsync(Code(1))).IsRight.Should().BeTrue("her clock may be a little fast");
    }

    [Fact]
    public async Task Of_two_who_bring_the_same_code_at_once_one_gets_in()
    {
        await TurnOnAsync();
        _desk.Clock.Advance(TimeSpan.FromSeconds(60));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => VerifyAsync(Code())));

        results.Count(result => result.IsRight).Should().Be(1);
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_typed()
    {
        var codes = await TurnOnAsync();

        (await VerifyAsync($" {codes[0].ToUpperInvariant().Replace('-', ' ')} ")).IsRight.Should().BeTrue();
        (await VerifyAsync(codes[0])).IsRight.Should().BeFalse();
        (await _factors.StateAsync(_alex, default)).RecoveryCodes.Should().Be(9);
        (await _factors.VerifyAsync(_desk.Emma.PersonId!.Value, codes[1], client: null, default)).IsRight.Should().BeFalse("it is another's");

        var renewed = await _factors.RenewCodesAsync(_desk.Alex, codes[1], client: null, default);
        renewed.Codes.Should().HaveCount(10);
        (await VerifyAsync(codes[2])).IsRight.Should().BeFalse("those before are over");
        (await VerifyAsync(renewed.Codes[2])).IsRight.Should().BeTrue();
    }

    [Fact]
    public async Task A_desk_that_has_lost_its_keys_takes_recovery_codes_still()
    {
        var codes = await TurnOnAsync();
        var anew = new SecondFactorDesk(_desk.Store, new StepCodes(), new EphemeralDataProtectionProvider(), new SignInGuards(_desk.Store));
        _desk.Clock.Advance(TimeSpan.FromMinutes(1));

        (await anew.VerifyAsync(_alex, Code(), client: null, default)).IsRight.Should().BeFalse();
        (await anew.VerifyAsync(_alex, codes[0], client: null, default)).IsRight.Should().BeTrue();
    }

    [Fact]
    public async Task Guessing_is_locked_for_the_right_code_too_and_for_nobody_else()
    {
        var codes = await TurnOnAsync();
        for (var i = 0; i < 5; i++)
        {
            (await VerifyAsync("123456")).Should().Be(new CodeResult(IsRight: false));
        }

        (await VerifyAsync(codes[0])).Wait.Should().NotBeNull();
        (await _factors.EndAsync(_desk.Alex, codes[0], client: null, default))!.Kind.Should().Be(RefusalKind.Unavailable, "there is no other door to guess at");
        (await _factors.IsOnAsync(_alex, default)).Should().BeTrue();
        _desk.Clock.Advance(SignInGuards.FirstLock + TimeSpan.FromSeconds(1));
        (await VerifyAsync(codes[0])).IsRight.Should().BeTrue();
    }

    [Fact]
    public async Task It_is_turned_off_by_a_code_by_an_administrator_or_not_at_all_where_the_desk_wants_it()
    {
        var people = new PeopleDesk(_desk.Store);
        var codes = await TurnOnAsync();
        (await _factors.EndAsync(_desk.Alex, "wrong", client: null, default))!.Sentence.Key.Should().Be("desk.code-wrong");
        (await _factors.EndAsync(_desk.Alex, codes[0], client: null, default)).Should().BeNull();
        (await _factors.IsOnAsync(_alex, default)).Should().BeFalse();

        _desk.Clock.Advance(TimeSpan.FromMinutes(5));
        codes = await TurnOnAsync();
        await NeedAsync(isNeeded: true);
        (await _factors.EndAsync(_desk.Alex, codes[0], client: null, default))!.Sentence.Key.Should().Be("desk.second-factor-needed");
        (await people.ResetSecondFactorAsync(_alex, _desk.Alex, default)).Refusals.Should().ContainSingle(refusal => refusal.Kind == RefusalKind.Forbidden);
        (await people.ResetSecondFactorAsync(_alex, Administrator, default)).Refusals.Should().BeEmpty();
        (await people.ResetSecondFactorAsync(_alex, Administrator, default)).Refusals.Should().ContainSingle(refusal => refusal.Sentence.Key == "desk.second-factor-none");
        (await VerifyAsync(codes[1])).IsRight.Should().BeFalse();
        (await _desk.ReadAsync(tables => tables.Audit.OrderBy(a => a.Id).Select(a => a.Act).ToListAsync())).Should().Equal(
            SecondFactorDesk.On, SecondFactorDesk.CodeFailed, SecondFactorDesk.Off, SecondFactorDesk.On, JoiningDesk.PolicySet, PeopleDesk.SecondFactorReset, SecondFactorDesk.CodeFailed);
    }

    [Fact]
    public async Task Staff_who_need_one_get_no_further_in_any_session_until_they_have_it_and_customers_do()
    {
        var sessions = new SessionDesk(_desk.Store);
        var before = await BeginAsync(_desk.Alex);
        await NeedAsync(isNeeded: true);
        var after = await BeginAsync(_desk.Alex);
        var customer = await BeginAsync(_desk.Emma);

        (await NeedsAsync(before), await NeedsAsync(after), await NeedsAsync(customer)).Should().Be((true, true, false));
        await TurnOnAsync();
        (await NeedsAsync(before), await NeedsAsync(after), await NeedsAsync(await BeginAsync(_desk.Alex))).Should().Be((false, false, false));

        await new PeopleDesk(_desk.Store).ResetSecondFactorAsync(_alex, Administrator, default);
        var last = await BeginAsync(_desk.Alex);
        await NeedAsync(isNeeded: false);
        (await NeedsAsync(last)).Should().BeFalse("the desk does not want it any more");

        async Task<long> BeginAsync(Actor actor) => await sessions.BeginAsync((await _desk.People.FindAsync(actor.PersonId!.Value, default))!, "", place: null, default);

        async Task<bool> NeedsAsync(long session) => (await sessions.FindAsync(session, default))!.NeedsSecondFactor;
    }

    private async Task NeedAsync(bool isNeeded) =>
        (await new JoiningDesk(_desk.Store).SetPolicyAsync(new AccessRules(WhoAdds.Managers, isNeeded), Administrator, default)).Refusals.Should().BeEmpty();

    private async Task<IReadOnlyList<string>> TurnOnAsync()
    {
        await _factors.BeginAsync(_alex, anew: true, default);
        var confirmed = await _factors.ConfirmAsync(_desk.Alex, Code(), default);
        confirmed.Refusals.Should().BeEmpty();
        return confirmed.Codes;
    }

    private Task<CodeResult> VerifyAsync(string code) => _factors.VerifyAsync(_alex, code, client: null, default);

    private string Code(int steps = 0) => StepCodes.CodeOf(_desk.Clock.GetUtcNow(), steps);

    /// <summary>The step is the code.</summary>
    private sealed class StepCodes : IOneTimeCodes
    {
        public const string Prefix = "secret";

        private int _made;

        public string NewSecret() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{_made++}");

        public long? StepOf(string secret, string code, DateTimeOffset now) =>
            secret.StartsWith(Prefix, StringComparison.Ordinal) && Enumerable.Range(-1, 3).Any(steps => code == CodeOf(now, steps))
                ? long.Parse(code, CultureInfo.InvariantCulture)
                : null;

        public static string CodeOf(DateTimeOffset now, int steps) => ((now.ToUnixTimeSeconds() / 30) + steps).ToString(CultureInfo.InvariantCulture);
    }
}
