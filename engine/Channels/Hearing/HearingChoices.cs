using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Hearing;

/// <summary>What several people chose to hear.</summary>
internal sealed class HearingChoices
{
    private readonly Dictionary<(long, HearingKind, HearingChannel), HearingPace> _paces;

    private HearingChoices(IEnumerable<HearingChoice> choices) => _paces = choices.ToDictionary(c => (c.PersonId, c.Kind, c.Channel), c => c.Pace);

    public static async Task<HearingChoices> OfAsync(DeskTables tables, IReadOnlyCollection<long> people, CancellationToken cancellationToken) =>
        new(await tables.HearingChoices.Where(c => people.Contains(c.PersonId)).ToListAsync(cancellationToken));

    public HearingPace Pace(long personId, HearingKind kind, HearingChannel channel) => _paces.GetValueOrDefault((personId, kind, channel));

    /// <summary>Whether she hears of it by any channel.</summary>
    public bool Hears(long personId, HearingKind kind) =>
        Enum.GetValues<HearingChannel>().Any(channel => Pace(personId, kind, channel) != HearingPace.Never);
}
