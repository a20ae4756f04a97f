using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Plugins.Trials;

/// <summary>A desk that nobody uses, for one trial. Its department is <c>support</c>; disposing of it removes it from the disk.</summary>
public interface ITrialDesk : IAsyncDisposable
{
    /// <summary>What its clock says: it stands still between two calls of <see cref="AdvanceTo"/>.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Its door for messages from outside.</summary>
    IInboundDesk Inbound { get; }

    /// <summary>Sets the clock; never back.</summary>
    /// <param name="now">What it says from now on, where that is later.</param>
    void AdvanceTo(DateTimeOffset now);

    /// <summary>Adds an organisation.</summary>
    /// <param name="name">Its name, by which people are put into it.</param>
    /// <param name="domains">Whoever writes from one of these domains is of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task AddOrganisationAsync(string name, IReadOnlyList<string> domains, CancellationToken cancellationToken);

    /// <summary>Adds somebody.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The address is none, or somebody's already, or there is no such organisation.</exception>
    Task AddPersonAsync(TrialPerson person, CancellationToken cancellationToken);

    /// <summary>Does acts to a ticket as somebody on its pages does.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="by">The address of somebody who was added.</param>
    /// <param name="acts">All of them are done, or none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was wrong with them, in English; empty when they are done.</returns>
    Task<IReadOnlyList<string>> DoAsync(long ticketId, string by, IReadOnlyList<Act> acts, CancellationToken cancellationToken);

    /// <summary>Does what is due: events, jobs and mail.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The mails that went out, in their order: those to customers before those to staff.</returns>
    Task<IReadOnlyList<TrialMail>> DeliverAsync(CancellationToken cancellationToken);

    /// <summary>What staff read on a ticket: messages and notes in their order, each followed by the names of its files.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<string> ReadAsync(long ticketId, CancellationToken cancellationToken);
}
