using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Workflow;

/// <summary>A status that people see; the provider names and adds them, code depends on the kind.</summary>
internal sealed class Status
{
    /// <summary>The keys of the four that every desk starts with; acts move tickets between them (row E2).</summary>
    public const string Open = "open";

    /// <inheritdoc cref="Open" />
    public const string Answered = "answered";

    /// <inheritdoc cref="Open" />
    public const string CustomerReply = "customer-reply";

    /// <inheritdoc cref="Open" />
    public const string Closed = "closed";

    private Status()
    {
    }

    public Status(string key, LocalizedText name, StatusKind kind, int order)
    {
        Key = key;
        Name = name;
        Kind = kind;
        Order = order;
    }

    public string Key { get; private set; } = "";

    public LocalizedText Name { get; private set; } = null!;

    public StatusKind Kind { get; private set; }

    public int Order { get; private set; }

    public static IEnumerable<Status> Seeded() =>
    [
        new(Open, LocalizedText.Of("Open", "Open", "Ouvert", "受付済み"), StatusKind.Open, 10),
        new(Answered, LocalizedText.Of("Answered", "Beantwoord", "Répondu", "回答済み"), StatusKind.Waiting, 20),
        new(CustomerReply, LocalizedText.Of("Customer-Reply", "Reactie van klant", "Réponse du client", "お客様返信"), StatusKind.Open, 30),
        new(Closed, LocalizedText.Of("Closed", "Gesloten", "Fermé", "完了"), StatusKind.Closed, 40),
    ];
}
