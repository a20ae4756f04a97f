namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Everything that is no report: automatic answers, mail of programs, invitations, lists, and at last people.</summary>
internal static class AutomaticMail
{
    private static readonly string[] Answers = ["In-Reply-To", "References", "X-Auto-Response-Suppress", "X-MS-Exchange-Inbox-Rules-Loop"];

    public static MailNature Read(Evidence mail)
    {
        if (ReplyHeaders.Of(mail.Headers) is { } sign)
        {
            return new MailNature(MailKind.AutoReply, IsAutomated: true, [sign], Bounce: null);
        }

        if (ReceiptWords.IsReceipt(mail))
        {
            return new MailNature(MailKind.ReadReceipt, IsAutomated: true, ["subject and words of a receipt"], Bounce: null);
        }

        var programs = ProgramHeaders.Of(mail);
        if (AbsenceWords.Sign(mail) is { } absence)
        {
            return new MailNature(MailKind.AutoReply, IsAutomated: true, [.. programs, absence], Bounce: null);
        }

        // A null path is for notices and answers only (RFC 3834 §3.3).
        if (mail.Sender is { HasNullPath: true, Standing: Standing.Program } && Array.Find(Answers, mail.Headers.Has) is { } answer)
        {
            return new MailNature(MailKind.AutoReply, IsAutomated: true, [.. programs, answer.ToLowerInvariant()], Bounce: null);
        }

        return new MailNature(Kind(mail), programs.Count > 0, programs, Bounce: null);
    }

    private static MailKind Kind(Evidence mail)
    {
        if (InvitationSigns.IsInvitation(mail.Parts))
        {
            return MailKind.Calendar;
        }

        return ListHeaders.IsList(mail.Headers) ? MailKind.List : MailKind.Message;
    }
}
