using System.Text.RegularExpressions;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>Who had written what somebody forwards: the first "From" of what is handed on, or of the mail that is attached.</summary>
internal static partial class ForwardedSender
{
    private const int MostLines = 400;

    public static MailAddress? Of(IReadOnlyList<TextLine> lines, IReadOnlyList<MailFile> files) => InText(lines) ?? Attached(files);

    private static MailAddress? InText(IReadOnlyList<TextLine> lines)
    {
        for (var i = 0; i < Math.Min(lines.Count, MostLines); i++)
        {
            var (label, value) = HeaderLabels.Of(lines[i].Content);
            if (label == HeaderLabel.From && Parse(value.Length > 0 || i + 1 >= lines.Count ? value : lines[i + 1].Content) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static MailAddress? Attached(IReadOnlyList<MailFile> files)
    {
        if (files.FirstOrDefault(file => file.Role == MailFileRole.Message) is not { } attached)
        {
            return null;
        }

        try
        {
            using var stream = new MemoryStream(attached.Content.ToArray(), writable: false);
            return MimeMessage.Load(stream).From.Mailboxes.FirstOrDefault() is { } from ? new MailAddress(string.IsNullOrWhiteSpace(from.Name) ? null : from.Name, from.Address) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>"Emma &lt;emma@example.com&gt;", as Outlook writes it "Emma [mailto:emma@example.com]", or the address alone.</summary>
    private static MailAddress? Parse(string value)
    {
        if (Address().Match(value) is not { Success: true } match)
        {
            return null;
        }

        var name = value[..match.Index].Trim(' ', '"', '\'', '<', '[', '*');
        return new MailAddress(name.Length == 0 || name.Contains('@', StringComparison.Ordinal) ? null : name, match.Groups["address"].Value);
    }

    [GeneratedRegex(@"[<\[(]?(?:mailto:)?(?<address>[^\s<>\[\]()"",;:@]{1,64}@[^\s<>\[\]()"",;:@]{1,255}?)(?:[>\]),;\s*]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
