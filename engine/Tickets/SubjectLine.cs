using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Engine.Tickets;

/// <summary>A subject is one line: it goes into lists and into mail headers (RFC 5322 §2.1.1, LX16).</summary>
internal static class SubjectLine
{
    /// <summary>Line breaks and other control characters become spaces, and the ends are trimmed; nothing is cut off.</summary>
    public static string Tidy(string? subject)
    {
        var kept = StorableText.Of(subject).ReplaceLineEndings(" ");
        return string.Create(kept.Length, kept, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        }).Trim();
    }

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
