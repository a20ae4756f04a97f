using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>In whose name something is written that came from outside. Whoever writes for the first time becomes a guest, or a member where her domain says so.</summary>
internal static class InboundAuthors
{
    public static async Task<long?> OfAsync(UnitOfWork unit, InboundCase about, InboundJudgement judgement, CancellationToken cancellationToken)
    {
        if (judgement.OnBehalfOf is { } customer)
        {
            return (await InboundCase.FindAsync(unit.Desk, Person.Fold(customer.Address), cancellationToken))?.Id ?? New(unit, customer, about.Rules.Language, organisationId: null);
        }

        return judgement is { IsAuthorNew: true, Decision: InboundDecision.NewTicket or InboundDecision.Append }
            ? New(unit, about.Message.From!, about.Rules.Language, judgement.OrganisationId)
            : judgement.Author?.Id;
    }

    private static long New(UnitOfWork unit, InboundAddress who, string language, long? organisationId)
    {
        var person = Person.Guest(unit.NewId(), NameOf(who), who.Address, language, unit.Now);
        if (organisationId is { } organisation)
        {
            person.Admit();
            unit.Desk.Memberships.Add(new Membership(person.Id, organisation));
        }

        unit.Desk.People.Add(person);
        return person.Id;
    }

    /// <summary>As she calls herself; never by an address, which might be somebody else's.</summary>
    public static string NameOf(InboundAddress who)
    {
        var name = who.Name is { Length: > 0 } given && !given.Contains('@', StringComparison.Ordinal) ? given : who.Address;
        return StorableText.Beginning(name, Person.LongestName);
    }
}
