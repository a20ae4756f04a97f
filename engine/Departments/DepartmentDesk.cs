using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Departments;

/// <summary>How a department is to be.</summary>
/// <param name="Names">By culture; English at the least.</param>
internal sealed record DepartmentSetting(IReadOnlyDictionary<string, string?> Names, int Order, DepartmentSight Sight, bool TakesAnswers = true, bool IsRetired = false);

/// <summary>What administrators do with departments.</summary>
internal sealed class DepartmentDesk(DeskStore store)
{
    public const string Added = "department.add";
    public const string Changed = "department.change";
    public const string MemberAdded = "department.add-member";
    public const string MemberRemoved = "department.remove-member";

    public const int LongestName = 100;

    /// <param name="key">Small letters, digits and dashes; it is in addresses and programs, and stays.</param>
    public async Task<SetUpResult> AddAsync(string key, DepartmentSetting setting, Actor by, CancellationToken cancellationToken)
    {
        var given = StorableText.Of(key).Trim();
        var refusals = Check(setting).ToList();
        if (!KeyRule.IsKey(given, Department.LongestKey))
        {
            refusals.Insert(0, Refusal.Invalid("key", "desk.department-key-invalid", Department.LongestKey));
        }

        return refusals.Count > 0 ? SetUpResult.No(refusals) : await DoAsync(by, Added, async (unit, token) =>
        {
            if (await unit.Desk.Departments.AnyAsync(d => d.Key == given, token))
            {
                return SetUpResult.No(Refusal.Invalid("key", "desk.department-key-taken"));
            }

            var department = new Department(unit.NewId(), given, LocalizedRules.Text(setting.Names), setting.Order, setting.Sight);
            department.SetUp(LocalizedRules.Text(setting.Names), setting.Order, setting.Sight, setting.TakesAnswers, isRetired: false);
            unit.Desk.Departments.Add(department);
            return new SetUpResult(department.Id, []);
        }, cancellationToken);
    }

    /// <summary>Changes a department. A retired one takes no new tickets; one at least stays open.</summary>
    public async Task<SetUpResult> ChangeAsync(long id, DepartmentSetting setting, Actor by, CancellationToken cancellationToken)
    {
        var refusals = Check(setting).ToList();
        return refusals.Count > 0 ? SetUpResult.No(refusals) : await DoAsync(by, Changed, async (unit, token) =>
        {
            if (await unit.Desk.Departments.FirstOrDefaultAsync(d => d.Id == id, token) is not { } department)
            {
                return NotThere();
            }

            if (setting.IsRetired && !department.IsRetired && !await unit.Desk.Departments.AnyAsync(d => d.Id != id && !d.IsRetired, token))
            {
                return SetUpResult.No(new Refusal(RefusalKind.Conflict, new Phrase("desk.last-department"), "retired"));
            }

            department.SetUp(LocalizedRules.Text(setting.Names), setting.Order, setting.Sight, setting.TakesAnswers, setting.IsRetired);
            return new SetUpResult(id, []);
        }, cancellationToken);
    }

    public Task<SetUpResult> AddMemberAsync(long id, long personId, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, MemberAdded, async (unit, token) =>
        {
            if (!await unit.Desk.Departments.AnyAsync(d => d.Id == id, token))
            {
                return NotThere();
            }

            if (!await unit.Desk.People.AnyAsync(p => p.Id == personId && p.Role != Role.Customer, token))
            {
                return SetUpResult.No(Refusal.Invalid("member", "desk.department-member-unknown"));
            }

            if (await unit.Desk.DepartmentMembers.FindAsync([id, personId], token) is null)
            {
                unit.Desk.DepartmentMembers.Add(new DepartmentMember(id, personId));
            }

            return new SetUpResult(id, []);
        }, cancellationToken);

    public Task<SetUpResult> RemoveMemberAsync(long id, long personId, Actor by, CancellationToken cancellationToken) =>
        DoAsync(by, MemberRemoved, async (unit, token) =>
            await unit.Desk.DepartmentMembers.Where(m => m.DepartmentId == id && m.PersonId == personId).ExecuteDeleteAsync(token) > 0 ? new SetUpResult(id, []) : NotThere(), cancellationToken);

    private static IEnumerable<Refusal> Check(DepartmentSetting setting)
    {
        var refusals = LocalizedRules.Check("names", setting.Names, LongestName);
        return Enum.IsDefined(setting.Sight) ? refusals : refusals.Append(Refusal.Invalid("sight", "desk.department-sight-unknown"));
    }

    private Task<SetUpResult> DoAsync(Actor by, string act, Func<UnitOfWork, CancellationToken, Task<SetUpResult>> change, CancellationToken cancellationToken) =>
        store.SetUpAsync(by, act, change, cancellationToken);

    private static SetUpResult NotThere() => SetUpResult.No(AdministratorsOnly.NotFound());
}
