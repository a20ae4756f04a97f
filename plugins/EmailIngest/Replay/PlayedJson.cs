using System.Text.Encodings.Web;
using System.Text.Json;
using Helpdesk.Engine.Channels.Inbound;
using Helpdesk.Engine.Plugins.Trials;

namespace Helpdesk.EmailIngest.Replay;

/// <summary>What came of a step, as <c>helpdesk mail replay</c> prints it.</summary>
internal static class PlayedJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(PlayedStep step) => JsonSerializer.Serialize(Shaped(step), Options);

    /// <summary>All steps of one of many scenarios, on one line.</summary>
    public static string Of(string input, IReadOnlyList<PlayedStep> steps) => JsonSerializer.Serialize(new { input, steps = steps.Select(Shaped) }, Options);

    public static string Of(string input, string error) => JsonSerializer.Serialize(new { input, error }, Options);

    private static Dictionary<string, object?> Shaped(PlayedStep step)
    {
        var shaped = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["step"] = step.Number,
            ["decision"] = step.Verdict is { } verdict ? Camel(verdict.Decision) : null,
            ["ticket"] = step.Ticket,
        };
        if (step.Verdict is { } said)
        {
            shaped["author"] = new { address = step.From, role = Camel(said.Role), verified = said.IsProven };
            shaped["visibility"] = said.IsInternal ? "internal" : "public";
            shaped["because"] = said.Because;
            shaped["participantsAdded"] = said.Joined;
            shaped["reopened"] = said.IsReopened;
        }

        shaped["wouldSend"] = step.Sent.Select(Shaped);
        shaped["toStaff"] = step.ToStaff.Select(Shaped);
        shaped["alerts"] = step.Verdict?.Alerts ?? [];
        if (step.Refused.Count > 0)
        {
            shaped["refused"] = step.Refused;
        }

        if (step.Text is { } text)
        {
            shaped["ticketText"] = text;
        }

        return shaped;
    }

    private static object Shaped(TrialMail mail) => new
    {
        to = (string[])[mail.To],
        subject = mail.Subject,
        messageId = mail.MessageId,
        inReplyTo = mail.References.Count > 0 ? mail.References[^1] : null,
        autoSubmitted = mail.AutoSubmitted,
        reason = Reason(mail.Kind),
    };

    private static string Reason(string kind) => kind switch
    {
        "ticket-opened-requester" or "ticket-opened-stranger" => "acknowledgement",
        "ticket-replied-requester" or "ticket-replied-cc" => "reply",
        "ticket-cc-added" => "participant",
        "ticket-closed-requester" or "ticket-reopened-requester" => "status",
        "inbound-refused" => "refusal",
        "inbound-answer-elsewhere" => "elsewhere",
        _ => kind,
    };

    private static string Camel<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
