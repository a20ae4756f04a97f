using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>A message as every database can keep it and be asked by it: others wrote it, and it may say anything (LM7).</summary>
internal static class InboundText
{
    /// <summary>So many ids and candidates are looked for: the likeliest come first, and no program names more of what it answers.</summary>
    private const int MostSought = 100;

    private const int MostFailures = 100;

    private const int LongestFailure = 500;

    public static InboundMessage Tidy(InboundMessage message) => message with
    {
        Source = StorableText.Of(message.Source),
        ContentHash = StorableText.Of(message.ContentHash),
        Receipt = message.Receipt is { } receipt ? StorableText.Of(receipt) : null,
        From = message.From is { } from ? Tidy(from) : null,
        To = [.. message.To.Select(Tidy)],
        Cc = [.. message.Cc.Select(Tidy)],
        Subject = OneLine.Of(message.Subject),
        Text = StorableText.Of(message.Text),
        Html = message.Html is { } html ? StorableText.Of(html) : null,
        Page = message.Page is { } page ? StorableText.Of(page) : null,
        Folded = message.Folded is { } folded ? StorableText.Of(folded) : null,
        MessageId = message.MessageId is { } id ? StorableText.Of(id) : null,
        Answers = Sought(message.Answers),
        Tokens = Sought(message.Tokens),
        Numbers = Sought(message.Numbers),
        Forwarded = message.Forwarded is { } forwarded ? Tidy(forwarded) : null,
        AboutMessageId = message.AboutMessageId is { } about ? StorableText.Of(about) : null,
        Failures = [.. message.Failures.Take(MostFailures).Select(Tidy)],
        SenderChecks = message.SenderChecks is { } checks ? StorableText.Beginning(OneLine.Of(checks), InboundEntry.LongestChecks) : null,
    };

    private static InboundAddress Tidy(InboundAddress who) => new(who.Name is { } name ? OneLine.Of(name) : null, StorableText.Of(who.Address).Trim());

    private static InboundFailure Tidy(InboundFailure failure) => failure with
    {
        Address = Short(failure.Address),
        Status = Short(failure.Status),
        Diagnostic = Short(failure.Diagnostic),
    };

    private static string Short(string text) => StorableText.Beginning(OneLine.Of(text), LongestFailure);

    private static IReadOnlyList<string> Sought(IReadOnlyList<string> given) => [.. given.Take(MostSought).Select(StorableText.Of)];
}
