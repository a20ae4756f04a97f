namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>Somebody who might hear of a change.</summary>
/// <param name="IsStaff">Whether she works at the desk; false for an address that gets copies.</param>
internal sealed record Hearer(long Id, string FoldedAddress, bool IsStaff = false);

/// <summary>
/// The mails that one change leads to: one for each address, whatever she is to the ticket; the first reason that is given
/// counts. Nobody hears of what she did herself (LN1).
/// </summary>
internal sealed class MailPlan(long ticketId, long version, string? actorAddress)
{
    private readonly Dictionary<string, SendMailArguments> _mails = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SendMailArguments> Mails => _mails.Values;

    /// <param name="toActorToo">For a receipt.</param>
    public void Tell(Hearer? person, string template, long? messageId = null, HearingReason because = HearingReason.Part, bool toActorToo = false)
    {
        if (person is not null && (toActorToo || person.FoldedAddress != actorAddress))
        {
            _mails.TryAdd(person.FoldedAddress, new SendMailArguments(ticketId, messageId, person.Id, template) { Version = version, Because = because });
        }
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
