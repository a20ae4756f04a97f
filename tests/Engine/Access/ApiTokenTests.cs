using Helpdesk.Engine.Access;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.Access;

public sealed class ApiTokenTests
{
    [Fact]
    public async Task A_token_says_who_calls_and_for_what_and_only_its_hash_is_kept()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var token = await desk.Tokens.CreateAsync(desk.Emma.PersonId!.Value, ["tickets", "people", "tickets"], Actor.System, default);

        token.Should().StartWith("hd_").And.HaveLength(46);
        var holder = (await desk.Tokens.FindAsync(token, default))!;
        holder.Actor.Should().Be(new Actor(desk.Emma.PersonId, Role.Customer, "api"));
        holder.Scopes.Should().BeEquivalentTo("tickets", "people");
        var row = await desk.ReadAsync(tables => tables.ApiTokens.SingleAsync());
        row.Hash.Should().MatchRegex("^[0-9a-f]{64}$");
        (await desk.Tokens.FindAsync(row.Hash, default)).Should().BeNull();
    }

    public static TheoryData<string> Variants =>
        ["", "hd_", "{0} ", " {0}", "{0}=", "{0}==", "{0}\0", "Bearer {0}", "{upper}", "{lower}", "{without prefix}", "{other last}", "{long}"];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task LX8_What_is_nearly_a_token_is_none(string variant)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var token = await desk.Tokens.CreateAsync(desk.Emma.PersonId!.Value, ["tickets"], Actor.System, default);
        // Only for those of the 43 characters that carry two unused bits does another last one decode to the same bytes.
        var other = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');
        var given = variant.Replace("{0}", token, StringComparison.Ordinal)
            .Replace("{upper}", token.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{lower}", token.ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("{without prefix}", token[3..], StringComparison.Ordinal)
            .Replace("{other last}", other, StringComparison.Ordinal)
            .Replace("{long}", new string('x', 1_000_000), StringComparison.Ordinal);
        (await desk.Tokens.FindAsync(given, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_revoked_token_is_over_at_once_and_who_made_and_ended_it_is_in_the_audit()
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        var token = await desk.Tokens.CreateAsync(desk.Emma.PersonId!.Value, ["tickets"], desk.Alex, default);
        var id = (await desk.Tokens.FindAsync(token, default))!.TokenId;

        (await desk.Tokens.RevokeAsync(id, desk.Alex, default)).Should().BeTrue();
        (await desk.Tokens.RevokeAsync(id, desk.Alex, default)).Should().BeFalse();

        (await desk.Tokens.FindAsync(token, default)).Should().BeNull();
        var audit = await desk.ReadAsync(tables => tables.Audit.OrderBy(a => a.Id).ToListAsync());
        audit.Select(a => (a.Act, a.ActorId, a.Subject)).Should().Equal(("token.create", desk.Alex.PersonId, $"{id}"), ("token.revoke", desk.Alex.PersonId, $"{id}"));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("tickets", "two words")]
    [InlineData("quo\"te")]
    [InlineData("line\nbreak")]
    [InlineData("é")]
    public async Task A_scope_is_a_word(params string[] scopes)
    {
        await using var desk = await DeskUnderTest.OpenAsync();
        await FluentActions.Awaiting(() => desk.Tokens.CreateAsync(desk.Emma.PersonId!.Value, scopes, Actor.System, default)).Should().ThrowAsync<ArgumentException>();
    }
}
