using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>An act by which something is said.</summary>
/// <param name="Body">What is said, at most 100,000 UTF-16 code units; kept to the character, but for NUL and halves of surrogate pairs, which become U+FFFD.</param>
/// <param name="Attachments">Drafts that the actor uploaded, at most 20.</param>
public abstract record SayingAct(string Body, IReadOnlyList<long> Attachments) : Act
{
    /// <summary>What the body is written in; plain text if nothing is said.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>What will be shown of it; made here, outside the transaction.</summary>
    internal string? Html { get; init; }

    internal override Act Tidy()
    {
        var body = StorableText.Of(Body);
        return this with
        {
            Body = body,
            Attachments = DraftFiles.Tidy(Attachments),
            Html = body.Length <= MessageBody.Longest ? MessageMarkup.Render(Format, body) : null,
        };
    }

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        MessageBody.Check(check, this);
        return DraftFiles.CheckAsync(check, Attachments, cancellationToken);
    }
}
