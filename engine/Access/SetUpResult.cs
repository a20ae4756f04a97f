using System.Globalization;
using Helpdesk.Engine.Audit;
using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Access;

/// <summary>What came of a change that administrators make.</summary>
/// <param name="Id">What was added or changed; null when nothing was.</param>
internal sealed record SetUpResult(long? Id, IReadOnlyList<Refusal> Refusals)
{
    public bool IsDone => Refusals.Count == 0;

    public static SetUpResult No(params IReadOnlyList<Refusal> refusals) => new(Id: null, refusals);
}

/// <summary>How administrators change what the desk is set up with: all of it or nothing, with its line in the audit.</summary>
internal static class SettingUp
{
    public static async Task<SetUpResult> SetUpAsync(
        this DeskStore store, Actor by, string act, Func<UnitOfWork, CancellationToken, Task<SetUpResult>> change, CancellationToken cancellationToken)
    {
        if (AdministratorsOnly.Refuse(by) is { } refusal)
        {
            return SetUpResult.No(refusal);
        }

        return await store.WriteAsync(
            async (unit, token) =>
            {
                var result = await change(unit, token);
                if (result.IsDone)
                {
                    AuditEntry.Record(unit, by, act, result.Id!.Value.ToString(CultureInfo.InvariantCulture));
                }
                else
                {
                    unit.GiveUp();
                }

                return result;
            },
            cancellationToken);
    }
}
