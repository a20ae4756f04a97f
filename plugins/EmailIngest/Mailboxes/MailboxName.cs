using System.Text.RegularExpressions;

namespace Helpdesk.EmailIngest.Mailboxes;

/// <summary>By what programs call a mailbox; it is a folder's name too.</summary>
internal static partial class MailboxName
{
    public static bool IsOne(string name) => Pattern().IsMatch(name);

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
