using AngleSharp.Html.Parser;
using MimeKit;

namespace Helpdesk.Host.Tests.Corpus;

/// <summary>What somebody wrote in a real mail: its subject, and its text or what its HTML says.</summary>
internal sealed record MailText(string File, string Subject, string Body)
{
    /// <summary>Names the folder with the mails (*.eml, in folders of any depth).</summary>
    public const string Setting = "HELPDESK_MAIL_CORPUS";

    /// <summary>Every mail of the corpus that says something, in the order of their names; null where this machine has no corpus.</summary>
    public static IReadOnlyList<MailText>? ReadCorpus() =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } folder
            ? [.. Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read).Where(mail => mail.Body.Trim().Length > 0)]
            : null;

    private static MailText Read(string path)
    {
        using var mail = MimeMessage.Load(path);
        return new MailText(Path.GetFileName(path), mail.Subject ?? "", mail.TextBody ?? TextOf(mail.HtmlBody ?? ""));
    }

    private static string TextOf(string html) => new HtmlParser().ParseDocument(html).Body?.TextContent ?? "";
}
