using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Priorities;

/// <summary>
/// What a desk starts with: three steps of impact by three of urgency, each pair with its priority, as service management has it
/// (ISO/IEC 20000-1:2018, 8.6.1 asks for both to be weighed). Administrators make it their own.
/// </summary>
internal static class SeededPriorities
{
    private const string Reference = "ISO/IEC 20000-1:2018, 8.6.1";
    private const string Critical = "critical";
    private const string High = "high";
    private const string Normal = "normal";
    private const string Low = "low";

    private static readonly (string Key, LocalizedText Name)[] Names =
    [
        (Critical, LocalizedText.Of("Critical", "Kritiek", "Critique", "緊急")),
        (High, LocalizedText.Of("High", "Hoog", "Haute", "高")),
        (Normal, LocalizedText.Of("Normal", "Normaal", "Normale", "中")),
        (Low, LocalizedText.Of("Low", "Laag", "Basse", "低")),
    ];

    private static readonly LocalizedText[] Impacts =
    [
        LocalizedText.Of("A service is down for everybody", "Een dienst ligt plat voor iedereen", "Un service est en panne pour tout le monde", "サービス全体が停止している"),
        LocalizedText.Of("Part of a service fails, or several people are affected", "Een deel van een dienst werkt niet, of meerdere mensen hebben er last van", "Une partie d’un service ne fonctionne pas, ou plusieurs personnes sont touchées", "サービスの一部が停止している、または複数の人に影響がある"),
        LocalizedText.Of("One person is affected, or it is a question", "Eén persoon heeft er last van, of het is een vraag", "Une seule personne est touchée, ou il s’agit d’une question", "一人だけに影響がある、またはご質問"),
    ];

    private static readonly LocalizedText[] Urgencies =
    [
        LocalizedText.Of("Work stands still", "Het werk ligt stil", "Le travail est arrêté", "業務が止まっている"),
        LocalizedText.Of("Work goes on with difficulty", "Het werk gaat moeizaam door", "Le travail continue avec difficulté", "業務に支障があるが継続できる"),
        LocalizedText.Of("Work is not held up", "Het werk wordt niet opgehouden", "Le travail n’est pas retardé", "業務に支障はない"),
    ];

    private static readonly string[][] Table =
    [
        [Critical, High, Normal],
        [High, Normal, Low],
        [Normal, Low, Low],
    ];

    public static IEnumerable<Priority> Priorities(Func<long> newId) => Names.Select((name, index) =>
    {
        var priority = new Priority(newId(), name.Key);
        priority.SetUp(name.Name, (index + 1) * 10, isHighlighted: name.Key is Critical or High);
        return priority;
    });

    public static IEnumerable<Classification> Rows(Func<long> newId) =>
        from impact in Enumerable.Range(0, Impacts.Length)
        from urgency in Enumerable.Range(0, Urgencies.Length)
        select Row(newId(), impact, urgency);

    private static Classification Row(long id, int impact, int urgency)
    {
        var place = (impact * Urgencies.Length) + urgency + 1;
        var row = new Classification(id, $"SL-{place}");
        row.SetUp(Impacts[impact], Urgencies[urgency], Table[impact][urgency], Reference, place * 10, isRetired: false);
        return row;
    }
}
