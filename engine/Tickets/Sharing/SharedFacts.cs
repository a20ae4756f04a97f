using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets.Sharing;

/// <summary>How the history writes down what a ticket was shared with: a fact for each kind, with ids between spaces.</summary>
internal static class SharedFacts
{
    public const string People = "people";
    public const string Organisations = "organisations";
    public const string Sites = "sites";

    public static IEnumerable<(string Name, string Value)> Of(IEnumerable<ShareWith> shares) =>
        from share in shares
        group share by share.Kind into kind
        orderby kind.Key
        select (NameOf(kind.Key), string.Join(' ', kind.Select(share => TicketChange.Id(share.Id))));

    private static string NameOf(ShareKind kind) => kind switch
    {
        ShareKind.Person => People,
        ShareKind.Organisation => Organisations,
        _ => Sites,
    };
}
