using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Conversation;

/// <summary>What may be said in one message.</summary>
internal static class MessageBody
{
    /// <summary>In UTF-16 code units.</summary>
    public const int Longest = 100_000;

    public static void Check(ActCheck check, string body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            check.Invalid("body", "desk.body-missing");
        }
        else if (body.Length > Longest)
        {
            check.Invalid("body", "desk.body-too-long", Longest, body.Length);
        }
    }
}
