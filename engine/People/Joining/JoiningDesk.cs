using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Engine.Channels.Notifications.Accounts;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.People.Joining;

/// <summary>What came of asking, or of deciding.</summary>
internal sealed record JoiningResult(AccessRequest? Request, IReadOnlyList<Refusal> Refusals)
{
    public bool IsDone => Refusals.Count == 0;

    public static JoiningResult No(params IReadOnlyList<Refusal> refusals) => new(Request: null, refusals);
}

/// <summary>
/// The way into a closed desk (row A1): who may adds, everybody else asks, and staff let in in one step. Adding invites at once.
/// </summary>
internal sealed class JoiningDesk(DeskStore store)
{
    public const string Asked = "access.ask";
    public const string Approved = "access.approve";
    public const string Refused = "access.refuse";
    public const string PolicySet = "access.set-policy";

    /// <summary>So many people one customer asks for in 24 hours: an invitation is a mail to an address that she names.</summary>
    public const int MostADay = 20;

    /// <summary>Of so many strangers an hour staff are told by mail: whoever sends spam is not to fill their boxes. The others wait on the page with them.</summary>
    public const int MostStrangersToldAnHour = 10;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Adds somebody where the actor may, and asks staff else.</summary>
    public async Task<JoiningResult> AskAsync(NewColleague colleague, Actor actor, CancellationToken cancellationToken)
    {
        var given = colleague with { Name = OneLine.Of(colleague.Name), Address = StorableText.Of(colleague.Address).Trim(), Note = StorableText.Of(colleague.Note).Trim() };
        var refusals = PersonRules.Check(Person(given)).ToList();
        if (given.Note.Length > AccessRequest.LongestNote)
        {
            refusals.Add(Refusal.Invalid("note", "desk.localized-too-long", AccessRequest.LongestNote, given.Note.Length));
        }

        return refusals.Count > 0 ? JoiningResult.No(refusals) : await WriteAsync((unit, token) => AskAsync(unit, given, actor, token), cancellationToken);
    }

    /// <summary>Lets somebody in: she is added and invited, or made a member if the desk knows her.</summary>
    public Task<JoiningResult> ApproveAsync(long id, Actor by, CancellationToken cancellationToken) =>
        DecideAsync(id, AccessState.Approved, reason: "", by, Approved, async (unit, request, token) =>
            await LetInAsync(unit, request, by, token) is { } refusal ? refusal : null, cancellationToken);

    /// <param name="reason">For whoever asked; may be empty.</param>
    public Task<JoiningResult> RefuseAsync(long id, string? reason, Actor by, CancellationToken cancellationToken)
    {
        var said = StorableText.Of(reason).Trim();
        return said.Length > AccessRequest.LongestNote
            ? Task.FromResult(JoiningResult.No(Refusal.Invalid("reason", "desk.localized-too-long", AccessRequest.LongestNote, said.Length)))
            : DecideAsync(id, AccessState.Refused, said, by, Refused, (_, _, _) => Task.FromResult<Refusal?>(null), cancellationToken);
    }

    /// <summary>Says how people get in. Who of the staff has no second factor and needs one sets it up before she gets any further.</summary>
    public Task<SetUpResult> SetPolicyAsync(AccessRules rules, Actor by, CancellationToken cancellationToken) =>
        store.SetUpAsync(by, PolicySet, async (unit, token) =>
        {
            if (!Enum.IsDefined(rules.WhoAdds))
            {
                return SetUpResult.No(Refusal.Invalid("whoAdds", "desk.who-adds-unknown"));
            }

            (await unit.Desk.AccessPolicies.SingleAsync(token)).SetUp(rules);
            var tables = unit.Desk;
            await tables.Sessions
                .Where(s => tables.People.Any(p => p.Id == s.PersonId && p.Role > Role.Customer) && !tables.SecondFactors.Any(f => f.PersonId == s.PersonId && f.ConfirmedAt != null))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.NeedsSecondFactor, rules.StaffNeedSecondFactor), token);
            return new SetUpResult(AccessPolicy.OnlyId, []);
        }, cancellationToken);

    /// <summary>Asks staff to let somebody in who wrote from outside; of several messages, once.</summary>
    public static async Task AskForStrangerAsync(UnitOfWork unit, NewColleague stranger, CancellationToken cancellationToken)
    {
        var folded = Engine.People.Person.Fold(stranger.Address);
        if (await unit.Desk.AccessRequests.AnyAsync(r => r.State == AccessState.Open && r.FoldedAddress == folded && r.RequestedById == null, cancellationToken))
        {
            return;
        }

        var request = new AccessRequest(unit.NewId(), stranger, requestedById: null, isByRight: false, unit.Now);
        unit.Desk.AccessRequests.Add(request);
        var since = unit.Now - Hour;
        if (await unit.Desk.AccessRequests.CountAsync(r => r.RequestedById == null && r.CreatedAt > since, cancellationToken) < MostStrangersToldAnHour)
        {
            await TellStaffAsync(unit, request, cancellationToken);
        }
    }

    private static async Task<JoiningResult> AskAsync(UnitOfWork unit, NewColleague given, Actor actor, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        if (await MayAddAsync(tables, given.OrganisationId, actor, cancellationToken) is not { } mayAdd)
        {
            return JoiningResult.No(Refusal.Invalid("organisation", "desk.organisation-unknown"));
        }

        var (folded, since) = (Engine.People.Person.Fold(given.Address), unit.Now - Day);
        if (!actor.IsStaff && await tables.AccessRequests.CountAsync(r => r.RequestedById == actor.PersonId && r.CreatedAt > since, cancellationToken) >= MostADay)
        {
            return JoiningResult.No(new Refusal(RefusalKind.Unavailable, new Phrase("desk.too-many-requests", MostADay)));
        }

        if (await tables.AccessRequests.FirstOrDefaultAsync(r => r.State == AccessState.Open && r.FoldedAddress == folded && r.OrganisationId == given.OrganisationId && r.RequestedById == actor.PersonId, cancellationToken) is { } before)
        {
            return new JoiningResult(before, []);
        }

        var known = await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == folded && !p.IsGuest, cancellationToken);
        if (known is not null && (given.OrganisationId is null || await tables.Memberships.AnyAsync(m => m.PersonId == known.Id && m.OrganisationId == given.OrganisationId, cancellationToken)))
        {
            return JoiningResult.No(Refusal.Invalid("address", "desk.colleague-there"));
        }

        var request = new AccessRequest(unit.NewId(), given, actor.PersonId, mayAdd, unit.Now);
        tables.AccessRequests.Add(request);
        if (mayAdd && (known is null || actor.IsStaff))
        {
            if (await LetInAsync(unit, request, actor, cancellationToken) is { } refusal)
            {
                return JoiningResult.No(refusal);
            }

            request.Approve(actor.PersonId, unit.Now);
        }
        else
        {
            await TellStaffAsync(unit, request, cancellationToken);
        }

        AuditEntry.Record(unit, actor, request.State == AccessState.Approved ? Approved : Asked, Id(request));
        return new JoiningResult(request, []);
    }

    /// <summary>Null where the actor has nothing to do with that organisation.</summary>
    private static async Task<bool?> MayAddAsync(DeskTables tables, long? organisationId, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.IsStaff)
        {
            return organisationId is null || await tables.Organisations.AnyAsync(o => o.Id == organisationId, cancellationToken) ? true : null;
        }

        return await tables.Memberships.FirstOrDefaultAsync(m => m.PersonId == actor.PersonId && m.OrganisationId == organisationId, cancellationToken) is { } membership
            ? (await tables.AccessPolicies.SingleAsync(cancellationToken)).LetsAdd(membership)
            : null;
    }

    private static async Task<Refusal?> LetInAsync(UnitOfWork unit, AccessRequest request, Actor by, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        if (await tables.People.FirstOrDefaultAsync(p => p.FoldedAddress == request.FoldedAddress, cancellationToken) is not { } person)
        {
            var added = await AccountDesk.AddAsync(
                unit, Person(new NewColleague(request.Name, request.Address, request.Language, request.OrganisationId)) with { IsInvited = true }, hash: null, by, cancellationToken);
            return added.Refusals is [var refusal, ..] ? refusal : null;
        }

        if (person.IsStaff || person.DisabledAt is not null)
        {
            return new Refusal(RefusalKind.Conflict, new Phrase("desk.colleague-not-possible", person.Name));
        }

        if (request.OrganisationId is { } organisation && await tables.Memberships.FindAsync([person.Id, organisation], cancellationToken) is null)
        {
            tables.Memberships.Add(new Membership(person.Id, organisation));
            person.Admit();
        }

        if (person.PasswordHash is null)
        {
            AccountDesk.Invite(unit, person);
        }

        await HeldMessages.ReleaseAsync(unit, request.FoldedAddress, by.PersonId, cancellationToken);
        return null;
    }

    private async Task<JoiningResult> DecideAsync(
        long id, AccessState state, string reason, Actor by, string act, Func<UnitOfWork, AccessRequest, CancellationToken, Task<Refusal?>> work, CancellationToken cancellationToken) =>
        !by.IsStaff ? JoiningResult.No(new Refusal(RefusalKind.Forbidden, new Phrase("desk.staff-only"))) : await WriteAsync(
            async (unit, token) =>
            {
                // Of two who decide at once one does: the row is taken by a conditional update.
                var open = unit.Desk.AccessRequests.Where(r => r.Id == id && r.State == AccessState.Open);
                var taken = await open.ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.State, state).SetProperty(r => r.DecidedAt, unit.Now).SetProperty(r => r.DecidedById, by.PersonId).SetProperty(r => r.Reason, reason), token);
                if (await unit.Desk.AccessRequests.FirstOrDefaultAsync(r => r.Id == id, token) is not { } request)
                {
                    return JoiningResult.No(AdministratorsOnly.NotFound());
                }

                if (taken != 1)
                {
                    return JoiningResult.No(new Refusal(RefusalKind.Conflict, new Phrase("desk.access-decided")));
                }

                if (await work(unit, request, token) is { } refusal)
                {
                    return JoiningResult.No(refusal);
                }

                if (request.RequestedById is { } asker && (!request.IsByRight || state == AccessState.Refused))
                {
                    SendAccessMail.Schedule(unit, new AccessMailArguments(request.Id, asker, state == AccessState.Approved ? MailTemplateNames.AccessApproved : MailTemplateNames.AccessRefused));
                }

                AuditEntry.Record(unit, by, act, Id(request));
                return new JoiningResult(request, []);
            },
            cancellationToken);

    /// <summary>The organisation's account lead (row B10); where there is none, supervisors and administrators.</summary>
    private static async Task TellStaffAsync(UnitOfWork unit, AccessRequest request, CancellationToken cancellationToken)
    {
        var tables = unit.Desk;
        var staff = tables.People.Where(p => p.Role > Role.Customer && p.DisabledAt == null);
        var lead = await tables.Organisations.Where(o => o.Id == request.OrganisationId).Select(o => o.AccountLeadId).FirstOrDefaultAsync(cancellationToken);
        var ids = lead is null ? [] : await staff.Where(p => p.Id == lead).Select(p => p.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0)
        {
            ids = await staff.Where(p => p.Role >= Role.Supervisor).Select(p => p.Id).ToListAsync(cancellationToken);
        }

        foreach (var id in ids)
        {
            SendAccessMail.Schedule(unit, new AccessMailArguments(request.Id, id, MailTemplateNames.AccessRequested));
        }
    }

    /// <summary>Once more where two add one address at the same moment: the second finds the first.</summary>
    private async Task<JoiningResult> WriteAsync(Func<UnitOfWork, CancellationToken, Task<JoiningResult>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync();
        }
        catch (DbUpdateException)
        {
            return await OnceAsync();
        }

        Task<JoiningResult> OnceAsync() => store.WriteAsync(
            async (unit, token) =>
            {
                var result = await work(unit, token);
                if (!result.IsDone)
                {
                    unit.GiveUp();
                }

                return result;
            },
            cancellationToken);
    }

    private static NewPerson Person(NewColleague colleague) => new(colleague.Name, colleague.Address, Role.Customer, colleague.Language) { OrganisationId = colleague.OrganisationId };

    private static string Id(AccessRequest request) => request.Id.ToString(CultureInfo.InvariantCulture);
}
