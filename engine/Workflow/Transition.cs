using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Workflow;

/// <summary>A way from one status to another that people may take by hand. What moves by itself (a reply does) needs none.</summary>
internal sealed class Transition
{
    private Transition()
    {
    }

    public Transition(string from, string to, Role leastRole)
    {
        From = from;
        To = to;
        LeastRole = leastRole;
    }

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>Whoever is at least that may take it; a customer only on what she asked for herself.</summary>
    public Role LeastRole { get; private set; }

    /// <summary>Staff may set any status; the requester closes, and opens again what is closed.</summary>
    public static IEnumerable<Transition> Seeded() =>
        from a in Status.Seeded()
        from b in Status.Seeded()
        where a.Key != b.Key
        select new Transition(a.Key, b.Key, b.Kind == StatusKind.Closed || (a.Kind == StatusKind.Closed && b.Key == Status.Open) ? Role.Customer : Role.Agent);
}
