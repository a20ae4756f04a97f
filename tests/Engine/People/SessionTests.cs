using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tests.People;

/// <summary>LX12: where somebody is signed in, and how that ends.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private DeskUnderTest _desk = null!;
    private SessionDesk _sessions = null!;
    private Person _emma = null!;

    public async Task InitializeAsync()
    {
        _desk = await DeskUnderTest.OpenAsync();
        _sessions = new SessionDesk(_desk.Store);
        _emma = (await _desk.People.FindAsync(_desk.Emma.PersonId!.Value, default))!;
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task One_that_is_used_goes_on_and_one_that_is_not_is_over_after_a_fortnight()
    {
        var (used, left) = (await BeginAsync(), await BeginAsync());
        for (var day = 0; day < 13; day++)
        {
            _desk.Clock.Advance(TimeSpan.FromDays(1));
            (await UseAsync(used))!.Person.Id.Should().Be(_emma.Id);
        }

        (await _sessions.LivesAsync(left, default)).Should().BeTrue();
        _desk.Clock.Advance(TimeSpan.FromDays(1));
        (await _sessions.FindAsync(left, default)).Should().BeNull();
        (await _sessions.ListAsync(_emma.Id, default)).Should().ContainSingle().Which.Id.Should().Be(used);
    }

    [Fact]
    public async Task When_it_was_used_is_written_down_once_an_hour()
    {
        var session = await BeginAsync();
        var began = (await _sessions.ListAsync(_emma.Id, default)).Single().SeenAt;
        _desk.Clock.Advance(TimeSpan.FromMinutes(59));
        await UseAsync(session);
        (await _sessions.ListAsync(_emma.Id, default)).Single().SeenAt.Should().Be(began);

        _desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await UseAsync(session);
        (await _sessions.ListAsync(_emma.Id, default)).Single().SeenAt.Should().Be(began.AddMinutes(61));
    }

    [Fact]
    public async Task Another_password_another_role_and_being_shut_out_end_all_of_them()
    {
        var session = await BeginAsync();
        await _desk.Store.WriteAsync(async (unit, token) => (await unit.Desk.People.SingleAsync(p => p.Id == _emma.Id, token)).SetPasswordHash("another"), default);
        (await _sessions.FindAsync(session, default)).Should().BeNull();
        (await _sessions.ListAsync(_emma.Id, default)).Should().BeEmpty();

        _emma = (await _desk.People.FindAsync(_emma.Id, default))!;
        var next = await BeginAsync();
        await _desk.Store.WriteAsync(async (unit, token) => (await unit.Desk.People.SingleAsync(p => p.Id == _emma.Id, token)).Disable(unit.Now), default);
        (await _sessions.LivesAsync(next, default)).Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else_and_what_is_ended_is_in_the_audit()
    {
        var (first, second, third) = (await BeginAsync(), await BeginAsync(), await BeginAsync());

        await _sessions.EndAsync(_desk.Tom, first, default);
        await _sessions.EndOthersAsync(_desk.Tom, but: 0, default);
        (await _sessions.ListAsync(_emma.Id, default)).Should().HaveCount(3);
        (await _desk.ReadAsync(tables => tables.Audit.CountAsync())).Should().Be(0);

        await _sessions.EndAsync(_desk.Emma, first, default);
        await _sessions.EndOthersAsync(_desk.Emma, second, default);
        (await _sessions.ListAsync(_emma.Id, default)).Should().ContainSingle().Which.Id.Should().Be(second);
        (await _sessions.FindAsync(third, default)).Should().BeNull();
        (await _desk.ReadAsync(tables => tables.Audit.OrderBy(a => a.Id).Select(a => a.Act).ToListAsync())).Should().Equal(SessionDesk.Ended, SessionDesk.OthersEnded);
    }

    [Fact]
    public async Task What_a_browser_says_of_itself_may_be_as_long_as_it_likes()
    {
        await _sessions.BeginAsync(_emma, new string('b', 5000), new string('p', 5000), default);

        var session = (await _sessions.ListAsync(_emma.Id, default)).Single();
        (session.Browser.Length, session.Place!.Length).Should().Be((Session.LongestBrowser, Session.LongestPlace));
    }

    /// <summary>As a request does.</summary>
    private async Task<LivingSession?> UseAsync(long id)
    {
        var session = await _sessions.FindAsync(id, default);
        if (session is not null)
        {
            await _sessions.SeeAsync(id, session, default);
        }

        return session;
    }

    private Task<long> BeginAsync() => _sessions.BeginAsync(_emma, "Firefox, Linux", "192.0.2.1", default);
}
