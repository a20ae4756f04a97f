using System.Text.RegularExpressions;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Priorities;

/// <summary>How a priority is to be.</summary>
/// <param name="Names">By culture; English at the least.</param>
internal sealed record PrioritySetting(IReadOnlyDictionary<string, string?> Names, int Order, bool IsHighlighted);

/// <summary>How a row of the table is to be.</summary>
/// <param name="Impacts">By culture; English at the least.</param>
/// <param name="Urgencies">By culture; English at the least.</param>
/// <param name="Priority">The key of the priority that it leads to.</param>
internal sealed record ClassificationSetting(
    IReadOnlyDictionary<string, string?> Impacts, IReadOnlyDictionary<string, string?> Urgencies, string? Priority, string? Reference, int Order, bool IsRetired = false);

/// <summary>
/// What administrators do with the classification table (row B8). A row that changes says something else from then on: tickets keep
/// the priority that they were given by it.
/// </summary>
internal sealed partial class PriorityDesk(DeskStore store)
{
    public const string Added = "priority.add";
    public const string Changed = "priority.change";
    public const string Removed = "priority.remove";
    public const string RowAdded = "classification.add";
    public const string RowChanged = "classification.change";

    /// <summary>In UTF-16 code units.</summary>
    public const int LongestName = 60;

    /// <summary>In UTF-16 code units, of impact and urgency each.</summary>
    public const int LongestCriterion = 200;

    /// <param name="key">Small letters, digits and dashes; it is in addresses and programs, and stays.</param>
    public async Task<SetUpResult> AddAsync(string? key, PrioritySetting setting, Actor by, CancellationToken cancellationToken)
    {
        var given = StorableText.Of(key).Trim();
        var refusals = Check(setting).ToList();
        if (!KeyRule.IsKey(given, Priority.LongestKey))
        {
            refusals.Insert(0, Refusal.Invalid("key", "desk.priority-key-invalid", Priority.LongestKey));
        }

        return refusals.Count > 0 ? SetUpResult.No(refusals) : await store.SetUpAsync(by, Added, async (unit, token) =>
        {
            if (await unit.Desk.Priorities.AnyAsync(p => p.Key == given, token))
            {
                return SetUpResult.No(Refusal.Invalid("key", "desk.priority-key-taken"));
            }

            var priority = new Priority(unit.NewId(), given);
            SetUp(priority, setting);
            unit.Desk.Priorities.Add(priority);
            return new SetUpResult(priority.Id, []);
        }, cancellationToken);
    }

    public async Task<SetUpResult> ChangeAsync(long id, PrioritySetting setting, Actor by, CancellationToken cancellationToken)
    {
        var refusals = Check(setting).ToList();
        return refusals.Count > 0 ? SetUpResult.No(refusals) : await store.SetUpAsync(by, Changed, async (unit, token) =>
        {
            if (await unit.Desk.Priorities.FirstOrDefaultAsync(p => p.Id == id, token) is not { } priority)
            {
                return NotThere();
            }

            SetUp(priority, setting);
            return new SetUpResult(id, []);
        }, cancellationToken);
    }

    /// <summary>Removes a priority that nothing speaks of.</summary>
    public Task<SetUpResult> RemoveAsync(long id, Actor by, CancellationToken cancellationToken) =>
        store.SetUpAsync(by, Removed, async (unit, token) =>
        {
            var tables = unit.Desk;
            if (await tables.Priorities.FirstOrDefaultAsync(p => p.Id == id, token) is not { } priority)
            {
                return NotThere();
            }

            if (await tables.Classifications.AnyAsync(r => r.PriorityKey == priority.Key, token) || await tables.AllTickets.AnyAsync(t => t.PriorityKey == priority.Key, token))
            {
                return SetUpResult.No(new Refusal(RefusalKind.Conflict, new Phrase("desk.priority-in-use")));
            }

            tables.Priorities.Remove(priority);
            return new SetUpResult(id, []);
        }, cancellationToken);

    /// <param name="code">Letters, digits, dots and dashes; it is in comments and programs, and stays.</param>
    public async Task<SetUpResult> AddRowAsync(string? code, ClassificationSetting setting, Actor by, CancellationToken cancellationToken)
    {
        var given = StorableText.Of(code).Trim();
        var refusals = Check(setting).ToList();
        if (given.Length > Classification.LongestCode || !CodePattern().IsMatch(given))
        {
            refusals.Insert(0, Refusal.Invalid("code", "desk.classification-code-invalid", Classification.LongestCode));
        }

        return refusals.Count > 0 ? SetUpResult.No(refusals) : await store.SetUpAsync(by, RowAdded, async (unit, token) =>
        {
            if (await unit.Desk.Classifications.AnyAsync(r => r.Code == given, token))
            {
                return SetUpResult.No(Refusal.Invalid("code", "desk.classification-code-taken"));
            }

            var row = new Classification(unit.NewId(), given);
            unit.Desk.Classifications.Add(row);
            return await SetUpAsync(unit, row, setting, token);
        }, cancellationToken);
    }

    /// <summary>Changes a row. A retired one can't be chosen any more; the tickets that have it keep it.</summary>
    public async Task<SetUpResult> ChangeRowAsync(long id, ClassificationSetting setting, Actor by, CancellationToken cancellationToken)
    {
        var refusals = Check(setting).ToList();
        return refusals.Count > 0 ? SetUpResult.No(refusals) : await store.SetUpAsync(by, RowChanged, async (unit, token) =>
            await unit.Desk.Classifications.FirstOrDefaultAsync(r => r.Id == id, token) is { } row ? await SetUpAsync(unit, row, setting, token) : NotThere(), cancellationToken);
    }

    private static async Task<SetUpResult> SetUpAsync(UnitOfWork unit, Classification row, ClassificationSetting setting, CancellationToken cancellationToken)
    {
        var priority = StorableText.Of(setting.Priority);
        if (!await unit.Desk.Priorities.AnyAsync(p => p.Key == priority, cancellationToken))
        {
            return SetUpResult.No(Refusal.Invalid("priority", "desk.priority-unknown"));
        }

        row.SetUp(LocalizedRules.Text(setting.Impacts), LocalizedRules.Text(setting.Urgencies), priority, OneLine.Of(setting.Reference), setting.Order, setting.IsRetired);
        return new SetUpResult(row.Id, []);
    }

    private static void SetUp(Priority priority, PrioritySetting setting) =>
        priority.SetUp(LocalizedRules.Text(setting.Names), setting.Order, setting.IsHighlighted);

    private static IEnumerable<Refusal> Check(PrioritySetting setting) => LocalizedRules.Check("names", setting.Names, LongestName);

    private static IEnumerable<Refusal> Check(ClassificationSetting setting)
    {
        var refusals = LocalizedRules.Check("impacts", setting.Impacts, LongestCriterion).Concat(LocalizedRules.Check("urgencies", setting.Urgencies, LongestCriterion));
        return OneLine.Of(setting.Reference).Length > Classification.LongestReference
            ? refusals.Append(Refusal.Invalid("reference", "desk.localized-too-long", Classification.LongestReference, OneLine.Of(setting.Reference).Length))
            : refusals;
    }

    private static SetUpResult NotThere() => SetUpResult.No(AdministratorsOnly.NotFound());

    [GeneratedRegex("^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();
}
