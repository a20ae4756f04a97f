using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Hooks;

/// <summary>What the hooks made of a change: the acts that are to be done, what is to be written with them, or a refusal.</summary>
internal sealed record HookPass(IReadOnlyList<Act> Acts, IReadOnlyList<HookWrites> Writes, Refusal? Refusal);

/// <summary>The database work of one hook, for the change's transaction.</summary>
internal sealed record HookWrites(HookContribution Hook, IReadOnlyList<Func<IUnitOfWork, CancellationToken, Task>> Writes);

/// <summary>The database work of a hook failed: the transaction is lost, and this is whose fault it was.</summary>
internal sealed class HookWriteException(HookContribution hook, Exception fault) : Exception($"The database work of the hook {hook.Key} failed.", fault)
{
    public HookContribution Hook { get; } = hook;
}
