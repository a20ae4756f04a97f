using Helpdesk.Engine.Access;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Hooks;

/// <summary>What is about to happen to a ticket, as a hook sees it.</summary>
public sealed class ProposedChange
{
    private readonly List<Func<IUnitOfWork, CancellationToken, Task>> _writes = [];

    internal ProposedChange(long ticketId, TicketSnapshot? before, IReadOnlyList<Act> acts, Actor actor)
    {
        TicketId = ticketId;
        Before = before;
        Acts = acts;
        Actor = actor;
    }

    /// <summary>The ticket's id; for a ticket that is being opened, the one it will have.</summary>
    public long TicketId { get; }

    /// <summary>The ticket as it is; null while it is being opened.</summary>
    public TicketSnapshot? Before { get; }

    /// <summary>What is about to be done, in order, with the amendments of the hooks before this one.</summary>
    public IReadOnlyList<Act> Acts { get; private set; }

    /// <summary>Who does it, and by which way in.</summary>
    public Actor Actor { get; }

    internal string? Refusal { get; private set; }

    internal IReadOnlyList<Func<IUnitOfWork, CancellationToken, Task>> Writes => _writes;

    /// <summary>Replaces the acts. What comes out is checked by the same rules as what came in.</summary>
    /// <param name="acts">At least one act.</param>
    public void Amend(IReadOnlyList<Act> acts)
    {
        ArgumentNullException.ThrowIfNull(acts);
        ArgumentOutOfRangeException.ThrowIfZero(acts.Count, nameof(acts));
        Acts = [.. acts];
    }

    /// <summary>Refuses the change; nothing of it happens, and no further hook is asked.</summary>
    /// <param name="sentence">For the person: what is wrong and what she can do.</param>
    public void Refuse(string sentence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        Refusal ??= sentence;
    }

    /// <summary>Adds database work of the plugin that runs inside the change's transaction.</summary>
    /// <param name="write">The work.</param>
    public void Write(Func<IUnitOfWork, CancellationToken, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        _writes.Add(write);
    }

    /// <summary>A copy for one hook, so that one that is left behind (it hung) can't change anything any more.</summary>
    internal ProposedChange Copy() => new(TicketId, Before, Acts, Actor);

    /// <summary>Takes over what a hook has decided on its copy.</summary>
    internal void Adopt(ProposedChange copy)
    {
        Acts = copy.Acts;
        Refusal ??= copy.Refusal;
        _writes.AddRange(copy._writes);
    }
}
