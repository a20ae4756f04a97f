using System.Text.Json.Serialization;

namespace Helpdesk.EmailIngest.Replay;

/// <summary>What <c>helpdesk mail replay</c> is given: who there is, what holds, and what happens one after the other.</summary>
internal sealed record Scenario
{
    public ScenarioConfig Config { get; init; } = new();

    public IReadOnlyList<ScenarioPerson> People { get; init; } = [];

    public IReadOnlyList<ScenarioOrganisation> Organisations { get; init; } = [];

    public required IReadOnlyList<ScenarioStep> Steps { get; init; }
}

/// <summary>As a mailbox's settings, with a default for each.</summary>
internal sealed record ScenarioConfig
{
    public IReadOnlyList<string> Mailboxes { get; init; } = ["support@helpdesk.example"];

    public IReadOnlyList<string>? OwnDomains { get; init; }

    public string SenderPolicy { get; init; } = "anybody";

    public string Refuse { get; init; } = "hold";

    public IReadOnlyList<string> TrustedAuthServers { get; init; } = [];

    public bool RequireAuthForStaff { get; init; } = true;

    public bool ReplyByMail { get; init; } = true;

    public string CcBecomesParticipant { get; init; } = "authenticated";

    public int ReopenDays { get; init; } = 14;

    public AutomaticMails AutomaticMailsPerSender { get; init; } = new(PerHour: 3, PerDay: 10);

    public int MaxMailBytes { get; init; } = Taking.MailboxRules.DefaultMostBytes;

    public string FallbackCharset { get; init; } = "windows-1252";
}

internal sealed record AutomaticMails(int PerHour, int PerDay);

internal sealed record ScenarioPerson(string Address, string Role = "customer", string? Name = null, string? Organisation = null, IReadOnlyList<string>? Aliases = null);

internal sealed record ScenarioOrganisation(string Name, IReadOnlyList<string>? Domains = null);

/// <summary>One of: a mail, by its bytes or as a file; or something that is done on the desk.</summary>
internal sealed record ScenarioStep
{
    public required DateTimeOffset At { get; init; }

    public string? Mailbox { get; init; }

    /// <summary>The raw mail, in base64.</summary>
    public string? Mail { get; init; }

    /// <summary>The path of a raw mail, relative to the scenario.</summary>
    public string? File { get; init; }

    public StaffWords? AgentReply { get; init; }

    public StaffWords? AgentNote { get; init; }

    public StaffDeed? Close { get; init; }

    public StaffDeed? Merge { get; init; }

    [JsonIgnore]
    public int Kinds => new object?[] { Mail ?? File, AgentReply, AgentNote, Close, Merge }.Count(kind => kind is not null);
}

internal sealed record StaffWords(int Ticket, string By, string Text);

/// <param name="Into">For a merge: the ticket that goes on.</param>
internal sealed record StaffDeed(int Ticket, string By, int? Into = null);
