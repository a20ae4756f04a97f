using System.Net;
using System.Text;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>What a message from outside becomes on a ticket: its words, and what the desk has to say of it.</summary>
internal sealed class InboundWording(PhraseBook phrases)
{
    private const double BytesPerMegabyte = 1024 * 1024;

    public string NoSubject(string language) => Say(language, "desk.inbound-no-subject");

    public string Related(string language, string number) => Say(language, "desk.inbound-related", number);

    /// <summary>What is new in it. Nothing is left out without being named (LM10).</summary>
    public InboundBody Body(InboundMessage message, InboundJudgement judgement, string language, IReadOnlyList<string> leftOut)
    {
        var before = new StringBuilder();
        if (judgement.IsInternal && judgement.Role != InboundRole.Agent && message.From is { } from)
        {
            before.Append(Say(language, judgement.IsQuiet ? "desk.inbound-automatic" : "desk.inbound-unproven", from.Address)).Append("\n\n");
        }

        if (message.TooLarge is { } bytes)
        {
            before.Append(Say(language, "desk.inbound-too-large", Math.Ceiling(bytes / BytesPerMegabyte))).Append("\n\n");
        }

        foreach (var failure in message.Failures)
        {
            before.Append(failure.Line).Append('\n');
        }

        var text = message.Text.Trim();
        var said = text.Length == 0 && message.Failures.Count == 0 ? Say(language, "desk.inbound-no-text") : text;
        var after = leftOut.Count > 0 ? "\n\n" + Say(language, "desk.inbound-left-out", string.Join(", ", leftOut)) : "";
        var whole = $"{before}{said}{after}";
        return new InboundBody(Cut(whole, language), before.ToString(), after) { IsWhole = whole.Length <= MessageBody.Longest };
    }

    /// <summary>A page, with what the desk has to say above and below it.</summary>
    public static string Framed(InboundBody body, string page) => Paragraph(body.Before) + page + Paragraph(body.After);

    /// <summary>What stood there before; of more than fits, the beginning.</summary>
    public static string? Folded(InboundMessage message) =>
        string.IsNullOrWhiteSpace(message.Folded) ? null : StorableText.Beginning(message.Folded, MessageBody.Longest);

    private static string Paragraph(string text) =>
        string.IsNullOrWhiteSpace(text) ? "" : $"<p>{WebUtility.HtmlEncode(text.Trim()).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";

    private string Cut(string body, string language)
    {
        if (body.Length <= MessageBody.Longest)
        {
            return body;
        }

        var rest = "\n\n" + Say(language, "desk.inbound-cut");
        return StorableText.Beginning(body, MessageBody.Longest - rest.Length) + rest;
    }

    private string Say(string language, string key, params object[] values) => phrases.Say(new Phrase(key, values), PhraseBook.Culture(language));
}

/// <summary>A message from outside as plain text.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Before">What the desk says above the message's own words.</param>
/// <param name="After">And below.</param>
internal sealed record InboundBody(string Text, string Before, string After)
{
    /// <summary>Whether nothing had to be cut off.</summary>
    public bool IsWhole { get; init; }
}
