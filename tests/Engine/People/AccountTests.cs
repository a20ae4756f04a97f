using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

public sealed class AccountTests
{
    private const string Right = "correct horse battery";

    [Theory]
    [InlineData("nora@demo.example")]
    [InlineData("  NORA@Demo.Example ")]
    public async Task The_right_password_signs_in_whatever_the_case_of_the_address(string address)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var nora = await AddNoraAsync(desk);

        (await desk.Accounts.SignInAsync(address, Right, "192.0.2.1", default)).Person!.Id.Should().Be(nora.Id);

        (await AuditAsync(desk)).Should().Equal(("person.add", null, $"{nora.Id}"), ("account.sign-in", nora.Id, $"{nora.Id}"));
    }

    [Theory]
    [InlineData("wrong horse battery")]
    [InlineData("")]
    [InlineData(Right + " ")]
    [InlineData("CORRECT HORSE BATTERY")]
    [InlineData(Right + "\0")]
    [InlineData("{201}")]
    [InlineData(null)]
    public async Task A_wrong_password_does_not_and_the_attempt_is_in_the_audit(string? password)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var nora = await AddNoraAsync(desk);
        (await desk.Accounts.SignInAsync("nora@demo.example", Long(password)!, "192.0.2.1", default)).Person.Should().BeNull();
        (await AuditAsync(desk)).Should().Equal(("person.add", null, $"{nora.Id}"), ("account.sign-in-failed", nora.Id, $"{nora.Id}"));
    }

    [Fact]
    public async Task LX10_Nobody_learns_whether_there_is_such_an_address()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await AddNoraAsync(desk);
        string[] nobodies = ["unknown@demo.example", "emma@demo.example", "", "nora@demo.example\0", "\ud83d", "' OR 1=1 --", new('x', 10_000)];
        foreach (var address in nobodies)
        {
            (await desk.Accounts.SignInAsync(address, Right, "192.0.2.1", default)).Person.Should().BeNull("{0} is unknown or has no password", address);
        }

        var failed = (await AuditAsync(desk)).Where(a => a.Act == "account.sign-in-failed").ToList();
        failed.Should().HaveCount(nobodies.Length, "one row is written either way, so the database takes as long");
        failed.Should().OnlyContain(a => a.Subject == "" || a.Subject == $"{desk.Emma.PersonId}", "no address is kept");
    }

    [Fact]
    public void LX10_A_password_of_nobody_is_hashed_as_often_as_one_of_somebody()
    {
        // By the format's own figures: what is compared for nobody asks for the same algorithm and rounds, and no password has it.
        var passwords = new Passwords(rounds: 1234);
        var somebodys = Convert.FromBase64String(passwords.Hash("x"));
        var nobodys = Convert.FromBase64String((string)typeof(Passwords).GetField("_nobodys", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(passwords)!);
        nobodys.Should().HaveSameCount(somebodys);
        nobodys.Take(13).Should().Equal(somebodys.Take(13));
        passwords.Verify(hash: null, "x").Should().Be(PasswordVerdict.Wrong);
    }

    [Fact]
    public async Task A_hash_of_older_settings_is_replaced_at_sign_in_and_sessions_go_on()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var nora = await AddNoraAsync(desk);
        var stronger = new Passwords(rounds: 2000);
        var accounts = new AccountDesk(desk.Store, desk.People, stronger, new SignInGuards(desk.Store));

        (await accounts.SignInAsync("nora@demo.example", Right, "192.0.2.1", default)).Person.Should().NotBeNull();

        var stored = (await desk.People.FindAsync(nora.Id, default))!;
        stored.PasswordHash.Should().NotBe(nora.PasswordHash);
        stored.SecurityStamp.Should().Be(nora.SecurityStamp);
        stronger.Verify(stored.PasswordHash, Right).Should().Be(PasswordVerdict.Right);
    }

    [Fact]
    public async Task A_person_without_a_password_is_added_and_does_not_sign_in()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        (await desk.Accounts.AddPersonAsync("Nora", "nora@demo.example", Role.Agent, "nl-BE", null, desk.Alex, default)).IsDone.Should().BeTrue();
        (await desk.Accounts.SignInAsync("nora@demo.example", "", "192.0.2.1", default)).Person.Should().BeNull();
        (await AuditAsync(desk))[0].Should().Be(("person.add", desk.Alex.PersonId, $"{(await desk.People.FindAsync("NORA@demo.example", default))!.Id}"));
    }

    [Theory]
    [InlineData("", "a@b.example", "en", null, "desk.person-name-missing")]
    [InlineData(" \u0007\r\n", "a@b.example", "en", null, "desk.person-name-missing")]
    [InlineData("{201}", "a@b.example", "en", null, "desk.person-name-too-long")]
    [InlineData("Nora", "", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "nora", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "@demo.example", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "Nora <nora@demo.example>", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "a@b.example,c@d.example", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "a@b.example\r\nBcc: x@y.example", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "a\0@b.example", "en", null, "desk.person-address-invalid")]
    [InlineData("Nora", "emma@demo.example", "en", null, "desk.person-address-taken")]
    [InlineData("Nora", "EMMA@DEMO.EXAMPLE", "en", null, "desk.person-address-taken")]
    [InlineData("Nora", "nora@demo.example", "", null, "desk.person-language-unknown")]
    [InlineData("Nora", "nora@demo.example", "xx-nonsense", null, "desk.person-language-unknown")]
    [InlineData("Nora", "nora@demo.example", "en", "1234567", "desk.password-too-short")]
    [InlineData("Nora", "nora@demo.example", "en", "{201}", "desk.password-too-long")]
    public async Task What_is_wrong_with_a_new_person_is_told(string name, string address, string language, string? password, string key)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var result = await desk.Accounts.AddPersonAsync(Long(name)!, address, Role.Customer, language, Long(password), Actor.System, default);
        result.Person.Should().BeNull();
        result.Refusals.Select(r => r.Sentence.Key).Should().Equal(key);
        result.Refusals.Should().OnlyContain(r => r.Kind == RefusalKind.Invalid && r.Field != null && RefusalExtensions.IsSaid(r.Sentence));
        (await AuditAsync(desk)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_those_who_add_one_address_at_the_same_time_one_does(string provider)
    {
        await using var desk = await DeskUnderTest.OpenAsync(provider);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => desk.Accounts.AddPersonAsync($"Nora {i}", "nora@demo.example", Role.Customer, "en", null, Actor.System, default))));
        results.Count(r => r.IsDone).Should().Be(1);
        results.SelectMany(r => r.Refusals).Should().OnlyContain(r => r.Sentence.Key == "desk.person-address-taken");
    }

    private static async Task<Person> AddNoraAsync(DeskUnderTest desk) =>
        (await desk.Accounts.AddPersonAsync("Nora", "nora@demo.example", Role.Customer, "en", Right, Actor.System, default)).Person!;

    private static Task<List<(string Act, long? ActorId, string Subject)>> AuditAsync(DeskUnderTest desk) =>
        desk.ReadAsync(async tables => (await tables.Audit.OrderBy(a => a.Id).ToListAsync()).ConvertAll(a => (a.Act, a.ActorId, a.Subject)));

    private static string? Long(string? text) => text == "{201}" ? new string('x', 201) : text;
}
