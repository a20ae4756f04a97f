using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets;

/// <summary>A subject is one line, and too long a one is refused rather than cut.</summary>
internal static class SubjectLine
{
    public static void Check(ActCheck check, string subject)
    {
        if (subject.Length == 0)
        {
            check.Invalid("subject", "desk.subject-missing");
        }
        else if (subject.Length > Ticket.LongestSubject)
        {
            check.Invalid("subject", "desk.subject-too-long", Ticket.LongestSubject, subject.Length);
        }
    }
}
