using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Conversation;

/// <summary>What may be said in one message.</summary>
internal static class MessageBody
{
    /// <summary>In UTF-16 code units.</summary>
    public const int Longest = 100_000;

    public static void Check(ActCheck check, SayingAct saying)
    {
        if (!Enum.IsDefined(saying.Format))
        {
            check.Invalid("format", "desk.format-unknown");
        }
        else if (saying.Body.Length > Longest)
        {
            check.Invalid("body", "desk.body-too-long", Longest, saying.Body.Length);
        }
        else if (string.IsNullOrWhiteSpace(saying is { Format: MessageFormat.Html, Html: { } html } ? MessageMarkup.TextOf(html) : saying.Body))
        {
            check.Invalid("body", "desk.body-missing");
        }
    }
}
