using Helpdesk.Engine.Channels.Hearing;
using Helpdesk.Engine.Channels.Notices;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Somebody who might hear of a change.</summary>
/// <param name="IsStaff">Whether she works at the desk; false for an address that gets copies.</param>
/// <param name="IsGuest">Whether she has no pages but that of one ticket.</param>
internal sealed record Hearer(long Id, string FoldedAddress, bool IsStaff = false, bool IsGuest = false);

/// <summary>
/// Who hears of one change, and by which channel: once by each, whatever she is to the ticket; the first reason that is given and that she
/// wants to hear by counts. Nobody hears of what she did herself (LN1).
/// </summary>
internal sealed class HearingPlan(long ticketId, long version, long? actorId, string? actorAddress, HearingChoices choices)
{
    private readonly Dictionary<string, SendMailArguments> _mails = new(StringComparer.Ordinal);
    private readonly Dictionary<long, NewNotice> _notices = [];

    public IReadOnlyCollection<SendMailArguments> Mails => _mails.Values;

    /// <summary>Where they go, as addresses are compared.</summary>
    public IReadOnlyCollection<string> Addresses => _mails.Keys;

    /// <summary>What goes on the lists of news on the desk's pages.</summary>
    public IReadOnlyCollection<NewNotice> Notices => _notices.Values;

    /// <summary>Whether she hears of such by any channel.</summary>
    public bool Hears(Hearer person, HearingKind kind) => choices.Hears(person.Id, kind);

    /// <param name="toActorToo">For a receipt.</param>
    public void Tell(Hearer? person, string template, long? messageId = null, HearingReason because = HearingReason.Part, bool toActorToo = false)
    {
        if (person is null || (!toActorToo && person.FoldedAddress == actorAddress))
        {
            return;
        }

        var kind = HearingKinds.Of(template);
        if (Wants(HearingChannel.Mail))
        {
            _mails.TryAdd(person.FoldedAddress, new SendMailArguments(ticketId, messageId, person.Id, template) { Version = version, Because = because });
        }

        if (kind is not null && !person.IsGuest && Wants(HearingChannel.Desk))
        {
            _notices.TryAdd(person.Id, new NewNotice(person.Id, ticketId, template, actorId));
        }

        bool Wants(HearingChannel channel) =>
            kind is not { } chosen || because == HearingReason.NobodyElse || choices.Pace(person.Id, chosen, channel) != HearingPace.Never;
    }

    public void Tell(IEnumerable<Hearer> people, string template, long? messageId = null, HearingReason because = HearingReason.Part)
    {
        foreach (var person in people)
        {
            Tell(person, template, messageId, because);
        }
    }

    /// <summary>Addresses that get copies.</summary>
    public void Copy(IEnumerable<Hearer> recipients, string template, long? messageId)
    {
        foreach (var cc in recipients.Where(cc => cc.FoldedAddress != actorAddress))
        {
            _mails.TryAdd(cc.FoldedAddress, new SendMailArguments(ticketId, messageId, RecipientId: null, template) { CcId = cc.Id, Version = version });
        }
    }
}
