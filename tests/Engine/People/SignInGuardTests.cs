using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Testing;

namespace Helpdesk.Engine.Tests.People;

/// <summary>Who guesses is locked out; who is locked out learns nothing but how long.</summary>
public sealed class SignInGuardTests
{
    private const string Right = "correct horse battery";
    private const string Nora = "nora@demo.example";

    [Theory]
    [InlineData(Nora)]
    [InlineData("nobody@demo.example")]
    public async Task LX11_After_ten_failures_the_address_is_locked_known_or_not_and_the_right_password_is_refused_alike(string address)
    {
        await using var desk = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            (await SignInAsync(desk, address, "wrong", i)).Should().Be(new SignInResult(Person: null), "attempt {0} is an ordinary failure", i);
        }

        (await SignInAsync(desk, address, Right, 10)).Should().Be(new SignInResult(Person: null, TimeSpan.FromMinutes(15)));
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        (await SignInAsync(desk, address.ToUpperInvariant(), Right, 11)).Wait.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task After_the_lock_she_gets_in_and_the_next_lock_is_longer()
    {
        await using var desk = await OpenAsync();
        await FailAsync(desk, 10);
        desk.Clock.Advance(TimeSpan.FromMinutes(15));

        await FailAsync(desk, 10);
        (await SignInAsync(desk, Nora, Right, 0)).Wait.Should().Be(TimeSpan.FromMinutes(30));
        desk.Clock.Advance(TimeSpan.FromMinutes(30));

        (await SignInAsync(desk, Nora, Right, 0)).Person.Should().NotBeNull();
        await FailAsync(desk, 9);
        (await SignInAsync(desk, Nora, Right, 0)).Person.Should().NotBeNull("what she mistyped before does not count any more");
    }

    [Fact]
    public async Task A_few_mistakes_are_forgotten_after_a_while()
    {
        await using var desk = await OpenAsync();
        await FailAsync(desk, 9);
        desk.Clock.Advance(SignInGuards.Window + TimeSpan.FromSeconds(1));

        await FailAsync(desk, 9);

        (await SignInAsync(desk, Nora, Right, 0)).Person.Should().NotBeNull();
    }

    [Fact]
    public async Task LX11_One_place_that_tries_many_addresses_is_locked()
    {
        await using var desk = await OpenAsync();
        for (var i = 0; i < 50; i++)
        {
            (await desk.Accounts.SignInAsync($"person{i}@demo.example", "wrong", "192.0.2.1", default)).Wait.Should().BeNull();
        }

        (await desk.Accounts.SignInAsync(Nora, Right, "192.0.2.1", default)).Wait.Should().Be(SignInGuards.FirstLock);
        (await desk.Accounts.SignInAsync(Nora, Right, "192.0.2.2", default)).Person.Should().NotBeNull("who sits elsewhere is not locked out");
    }

    [Fact]
    public async Task An_office_where_everybody_signs_in_is_not_locked_and_one_who_guesses_there_is_counted_on()
    {
        await using var desk = await OpenAsync();
        for (var i = 0; i < 60; i++)
        {
            (await desk.Accounts.SignInAsync(Nora, Right, "192.0.2.1", default)).Person.Should().NotBeNull("sign-in {0}", i);
        }

        for (var i = 0; i < 49; i++)
        {
            await desk.Accounts.SignInAsync($"person{i}@demo.example", "wrong", "192.0.2.1", default);
            (await desk.Accounts.SignInAsync(Nora, Right, "192.0.2.1", default)).Person.Should().NotBeNull();
        }

        await desk.Accounts.SignInAsync("person49@demo.example", "wrong", "192.0.2.1", default);
        (await desk.Accounts.SignInAsync(Nora, Right, "192.0.2.1", default)).Wait.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task LX11_Attempts_at_the_same_time_are_counted_each(string provider)
    {
        await using var desk = await OpenAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => SignInAsync(desk, Nora, "wrong", i))));

        results.Count(result => result.Wait is null).Should().Be(10);
    }

    [Fact]
    public async Task LX11_A_restart_forgets_no_lock_and_no_address_is_kept()
    {
        await using var desk = await OpenAsync();
        await FailAsync(desk, 10);

        var accounts = new AccountDesk(desk.Store, desk.People, desk.Passwords, new SignInGuards(desk.Store));

        (await accounts.SignInAsync(Nora, Right, "192.0.2.9", default)).Wait.Should().NotBeNull();
        (await desk.ReadAsync(tables => Task.FromResult(tables.SignInGuards.Select(g => g.Key).ToList()))).Should().OnlyContain(key => key.Length == 64 && key.All(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public async Task Whoever_is_shut_out_reads_what_everybody_reads_whose_password_is_wrong()
    {
        await using var desk = await OpenAsync();
        await new PeopleDesk(desk.Store).DisableAsync((await desk.People.FindAsync(Nora, default))!.Id, Actor.System, default);

        (await SignInAsync(desk, Nora, Right, 0)).Should().Be(new SignInResult(Person: null));
    }

    private static async Task<DeskUnderTest> OpenAsync(string provider = "sqlite")
    {
        var desk = await DeskUnderTest.OpenAsync(provider);
        (await desk.Accounts.AddPersonAsync("Nora", Nora, Role.Customer, "en", Right, Actor.System, default)).IsDone.Should().BeTrue();
        return desk;
    }

    private static async Task FailAsync(DeskUnderTest desk, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await SignInAsync(desk, Nora, "wrong", i)).Wait.Should().BeNull();
        }
    }

    /// <summary>Each attempt from another place.</summary>
    private static Task<SignInResult> SignInAsync(DeskUnderTest desk, string address, string password, int from) =>
        desk.Accounts.SignInAsync(address, password, $"198.51.100.{from}", default);
}
