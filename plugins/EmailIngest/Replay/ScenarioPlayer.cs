using Helpdesk.EmailIngest.Taking;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins.Trials;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.EmailIngest.Replay;

/// <summary>Plays a scenario on a desk of its own: mails go the way of those that a mailbox brings.</summary>
/// <param name="folder">What paths of mails begin at.</param>
/// <param name="showsTexts">Whether to say what staff read after each step.</param>
internal sealed class ScenarioPlayer(ITrialDesks desks, string folder, bool showsTexts)
{
    private readonly List<long> _tickets = [];
    private readonly List<TrialMail> _sent = [];
    private readonly List<TrialMail> _toStaff = [];

    public async Task<IReadOnlyList<PlayedStep>> PlayAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        if (scenario.Config.Mailboxes is not [var first, ..])
        {
            throw new ScenarioException("config.mailboxes is empty.");
        }

        var start = scenario.Steps.Select(step => step.At).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Min();
        await using var desk = await desks.OpenAsync(first, start, cancellationToken);
        await FillAsync(desk, scenario, cancellationToken);
        var played = new List<PlayedStep>();
        foreach (var (index, step) in scenario.Steps.Index())
        {
            played.Add(await PlayAsync(desk, scenario, step, index + 1, cancellationToken));
        }

        return played;
    }

    private static async Task FillAsync(ITrialDesk desk, Scenario scenario, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var organisation in scenario.Organisations)
            {
                await desk.AddOrganisationAsync(organisation.Name, organisation.Domains ?? [], cancellationToken);
            }

            foreach (var person in scenario.People)
            {
                await desk.AddPersonAsync(new TrialPerson(person.Address, RoleOf(person)) { Name = person.Name, Organisation = person.Organisation, Aliases = person.Aliases ?? [] }, cancellationToken);
            }
        }
        catch (ArgumentException fault)
        {
            throw new ScenarioException(fault.Message);
        }
    }

    private async Task<PlayedStep> PlayAsync(ITrialDesk desk, Scenario scenario, ScenarioStep step, int number, CancellationToken cancellationToken)
    {
        if (step.Kinds != 1)
        {
            throw new ScenarioException($"Step {number} has to be one thing: a mail, a file, agentReply, agentNote, close or merge.");
        }

        desk.AdvanceTo(step.At);
        var played = step.Mail is null && step.File is null
            ? await ActAsync(desk, step, number, cancellationToken)
            : await TakeAsync(desk, scenario.Config, step, number, cancellationToken);
        var mails = await desk.DeliverAsync(cancellationToken);
        played = played with { Sent = [.. mails.Where(mail => !mail.IsForStaff)], ToStaff = [.. mails.Where(mail => mail.IsForStaff)] };
        _sent.AddRange(played.Sent);
        _toStaff.AddRange(played.ToStaff);
        return showsTexts && played.Ticket is { } ticket ? played with { Text = await desk.ReadAsync(_tickets[ticket - 1], cancellationToken) } : played;
    }

    private async Task<PlayedStep> TakeAsync(ITrialDesk desk, ScenarioConfig config, ScenarioStep step, int number, CancellationToken cancellationToken)
    {
        var rules = ScenarioRules.Of(config, step.Mailbox ?? config.Mailboxes[0]);
        var raw = Placeholders.Fill(await BytesAsync(step, number, cancellationToken), _sent, _toStaff);
        var message = MailIntake.Read(raw, rules, step.At);
        var verdict = await desk.Inbound.ReceiveAsync(message, rules.Inbound, cancellationToken);
        return new PlayedStep(number, verdict.TicketId is { } id ? OrdinalOf(id) : null) { Verdict = verdict, From = message.From?.Address };
    }

    private async Task<byte[]> BytesAsync(ScenarioStep step, int number, CancellationToken cancellationToken)
    {
        try
        {
            return step.Mail is { } mail ? Convert.FromBase64String(mail) : await File.ReadAllBytesAsync(Path.Combine(folder, step.File!), cancellationToken);
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The mail of step {number} can't be read: {fault.Message}");
        }
    }

    private async Task<PlayedStep> ActAsync(ITrialDesk desk, ScenarioStep step, int number, CancellationToken cancellationToken)
    {
        var (ticket, by) = step.AgentReply is { } reply ? (reply.Ticket, reply.By)
            : step.AgentNote is { } note ? (note.Ticket, note.By)
            : step.Close is { } close ? (close.Ticket, close.By)
            : (step.Merge!.Ticket, step.Merge.By);
        Act act = step switch
        {
            { AgentReply: { } said } => new Reply(said.Text, []),
            { AgentNote: { } noted } => new Note(noted.Text, []),
            { Merge: { } merge } => new Merge(IdOf(merge.Into ?? throw new ScenarioException($"Step {number} does not say into which ticket."), number)),
            _ => new SetStatus("closed"),
        };
        var refused = await desk.DoAsync(IdOf(ticket, number), by, [act], cancellationToken);
        return new PlayedStep(number, ticket) { Refused = refused };
    }

    private int OrdinalOf(long ticketId)
    {
        if (!_tickets.Contains(ticketId))
        {
            _tickets.Add(ticketId);
        }

        return _tickets.IndexOf(ticketId) + 1;
    }

    private long IdOf(int ordinal, int step) =>
        ordinal >= 1 && ordinal <= _tickets.Count ? _tickets[ordinal - 1] : throw new ScenarioException($"Step {step} is about ticket {ordinal}, which is not there yet.");

    private static Role RoleOf(ScenarioPerson person) => person.Role switch
    {
        "customer" => Role.Customer,
        "agent" => Role.Agent,
        "admin" => Role.Administrator,
        _ => throw new ScenarioException($"'{person.Address}' is '{person.Role}', which is none of customer, agent and admin."),
    };
}
