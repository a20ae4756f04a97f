using Helpdesk.Engine.Tickets;

namespace Helpdesk.Host.Portal;

/// <summary>How urgent a ticket is, in the forms and in words.</summary>
internal static class Urgencies
{
    public static IReadOnlyList<Urgency> All { get; } = [Urgency.Low, Urgency.Medium, Urgency.High];

    public static string Name(Urgency urgency) => urgency switch { Urgency.Low => "low", Urgency.High => "high", _ => "medium" };

    /// <summary>Nothing said is as usual; what is none of them the desk refuses.</summary>
    public static Urgency Read(string? name) => name switch
    {
        null or "" or "medium" => Urgency.Medium,
        "low" => Urgency.Low,
        "high" => Urgency.High,
        _ => (Urgency)(-1),
    };
}
