using Helpdesk.EmailIngest.Reading;
using Helpdesk.EmailIngest.Reading.Headers;
using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Taking;

/// <summary>Makes of a mail what the desk's door for messages takes, however the mail came.</summary>
internal static class MailIntake
{
    /// <param name="raw">The mail as it came.</param>
    /// <param name="rules">Those of the mailbox that it came to.</param>
    /// <param name="receivedAt">When it came; what it says of its own date counts for nothing (LM8).</param>
    public static InboundMessage Read(ReadOnlyMemory<byte> raw, MailboxRules rules, DateTimeOffset receivedAt)
    {
        var isTooLarge = raw.Length > rules.MostBytes;
        var mail = MailReader.Read(isTooLarge ? MailHead.Of(raw) : raw, new ReadingOptions(rules.FallbackCharset) { WantsReplyPage = true });
        return Message(mail, rules, receivedAt) with { TooLarge = isTooLarge ? raw.Length : null };
    }

    private static InboundMessage Message(ReadMail mail, MailboxRules rules, DateTimeOffset receivedAt)
    {
        var (nature, mayBeAutomatic) = NatureOf(mail.Nature);
        var pictures = new DataPictures();
        var (html, page) = nature is InboundNature.Person ? (pictures.TakeOut(mail.ReplyPage), pictures.TakeOut(mail.Html)) : (null, pictures.TakeOut(mail.Html));
        return new InboundMessage
        {
            Source = rules.Source,
            ContentHash = mail.ContentHash,
            ReceivedAt = receivedAt,
            From = Of(mail.From),
            To = [.. mail.To.Select(Of).OfType<InboundAddress>()],
            Cc = [.. mail.Cc.Select(Of).OfType<InboundAddress>()],
            Subject = mail.Subject,
            Text = nature is InboundNature.Person ? mail.Reply.Reply : mail.Text,
            Folded = nature is InboundNature.Person ? Folded(mail.Reply) : null,
            Html = html,
            Page = page,
            MessageId = mail.MessageId,
            Answers = [.. mail.InReplyTo.Concat(mail.References.Reverse()).Distinct(StringComparer.Ordinal)],
            Tokens = Tokens(mail, TicketTokens.Address),
            Numbers = Tokens(mail, TicketTokens.Subject),
            Nature = nature,
            MayBeAutomatic = mayBeAutomatic,
            IsForward = mail.IsForward,
            Forwarded = Of(mail.Forwarded),
            Proof = SenderProof.Of(mail, rules.TrustedServers),
            Files = [.. mail.Attachments.Select(Of), .. pictures.Found],
            AboutMessageId = mail.Nature.Bounce?.OriginalMessageId,
            Failures = [.. (mail.Nature.Bounce?.Recipients ?? []).Select(recipient => Of(recipient, mail.Nature.Bounce!))],
            SenderChecks = SenderProof.InWords(mail, rules.TrustedServers),
        };
    }

    /// <summary>A subject alone makes nobody a machine: what only looks automatic is kept as a person's, and nothing automatic answers it.</summary>
    private static (InboundNature Nature, bool MayBeAutomatic) NatureOf(MailNature nature) => nature.Kind switch
    {
        MailKind.AutoReply when nature.Because.All(sign => sign.StartsWith("subject:", StringComparison.Ordinal)) => (InboundNature.Person, true),
        MailKind.AutoReply => (InboundNature.AutoReply, false),
        MailKind.Bounce => (InboundNature.Bounce, false),
        MailKind.DeliveryReport => (InboundNature.DeliveryReport, false),
        MailKind.ReadReceipt => (InboundNature.ReadReceipt, false),
        MailKind.FeedbackReport => (InboundNature.Complaint, false),
        _ => (nature.IsAutomated ? InboundNature.Machine : InboundNature.Person, false),
    };

    private static InboundAddress? Of(MailAddress? who) => who is null ? null : new InboundAddress(who.Name, who.Address);

    private static InboundFile Of(MailFile file) =>
        new(file.Name, file.ContentType, file.Content) { ContentId = file.Role is MailFileRole.InlineImage ? file.ContentId : null };

    private static IReadOnlyList<string> Tokens(ReadMail mail, string where) => [.. mail.TicketTokens.Where(token => token.Where == where).Select(token => token.Value)];

    private static string? Folded(ReplyParts parts)
    {
        var folded = string.Join("\n\n", ((string?[])[parts.Signature, parts.Quoted]).Where(part => !string.IsNullOrWhiteSpace(part)));
        return folded.Length == 0 ? null : folded;
    }

    private static InboundFailure Of(BouncedRecipient recipient, BounceReport bounce)
    {
        var status = recipient.Status ?? "";
        return new InboundFailure(recipient.Address, status, recipient.Diagnostic ?? "", status.Length > 0 ? status[0] == '5' : bounce.IsHard ?? false);
    }
}
