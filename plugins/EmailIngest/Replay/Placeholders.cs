using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Engine.Plugins.Trials;

namespace Helpdesk.EmailIngest.Replay;

/// <summary>Puts into a scenario's mail what stands in one that the desk had sent: <c>{{outbound:1:messageId}}</c>, for mail to staff <c>{{staff:1:replyTo}}</c>.</summary>
internal static partial class Placeholders
{
    public static byte[] Fill(byte[] mail, IReadOnlyList<TrialMail> sent, IReadOnlyList<TrialMail> toStaff)
    {
        // Byte for byte: a mail may be in any charset, or in none.
        var text = Encoding.Latin1.GetString(mail);
        return text.Contains("{{", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(Placeholder().Replace(text, match => Value(match, sent, toStaff))) : mail;
    }

    private static string Value(Match match, IReadOnlyList<TrialMail> sent, IReadOnlyList<TrialMail> toStaff)
    {
        var mails = match.Groups["whose"].Value == "staff" ? toStaff : sent;
        var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        if (number < 1 || number > mails.Count)
        {
            throw new ScenarioException($"'{match.Value}' is about a mail that was not sent: there are {mails.Count.ToString(CultureInfo.InvariantCulture)} so far.");
        }

        var mail = mails[number - 1];
        var value = match.Groups["what"].Value switch
        {
            "messageId" => mail.MessageId,
            "replyTo" => mail.ReplyTo,
            _ => mail.Subject,
        };
        return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));
    }

    [GeneratedRegex(@"\{\{(?<whose>outbound|staff):(?<number>\d{1,4}):(?<what>messageId|replyTo|subject)\}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
