using Helpdesk.Engine.Attachments;
using Helpdesk.Engine.Conversation;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets.Sharing;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>An act by which something is said.</summary>
/// <param name="Body">What is said, at most 100,000 UTF-16 code units; kept to the character, but for NUL and halves of surrogate pairs, which become U+FFFD.</param>
/// <param name="Attachments">Drafts that the actor uploaded, at most 20.</param>
public abstract record SayingAct(string Body, IReadOnlyList<long> Attachments) : Act
{
    /// <summary>The field of a refusal about somebody who is mentioned and does not see the ticket, and the fact that names those who do.</summary>
    internal const string Mentioning = "mentions";

    /// <summary>What the body is written in; plain text if nothing is said.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>What stood below it in a mail, as plain text; null for nothing.</summary>
    internal string? Folded { get; init; }

    /// <summary>Whether it came from outside: nobody can be asked there whether somebody who is named is to see the ticket, so a name is only text.</summary>
    internal bool IsFromOutside { get; init; }

    /// <summary>How it looked where it was written, for plain text that came from a page; null for all else.</summary>
    internal LaidOut? LaidOut { get; init; }

    /// <summary>What will be shown of it; made here, outside the transaction.</summary>
    internal string? Html { get; init; }

    internal override Act Tidy()
    {
        var body = StorableText.Of(Body);
        return this with
        {
            Body = body,
            Attachments = DraftFiles.Tidy(Attachments),
            Folded = Folded is null ? null : StorableText.Of(Folded),
            Html = LaidOut?.Html ?? (body.Length <= MessageBody.Longest ? MessageMarkup.Render(Format, body) : null),
        };
    }

    internal override async Task CheckAsync(ActCheck check, CancellationToken cancellationToken)
    {
        MessageBody.Check(check, this);
        await DraftFiles.CheckAsync(check, Attachments, cancellationToken);
        if (check.Before is { } ticket && !IsFromOutside && Body.Length <= MessageBody.Longest)
        {
            foreach (var mention in await Mentions.FindAsync(check.Tables, check.Actor, ticket, this, cancellationToken))
            {
                if (!check.Sharing.Contains(new ShareWith(ShareKind.Person, mention.Id)) && !await Mentions.SeesAsync(check.Tables, ticket, mention, cancellationToken))
                {
                    check.Invalid(Mentioning, "desk.mention-unseen", mention.Name);
                }
            }
        }
    }

    /// <summary>Whom it names, as a fact for the history; nothing where it names nobody.</summary>
    private protected async Task<(string Name, string Value)[]> MentionsAsync(TicketChange change, CancellationToken cancellationToken)
    {
        var mentions = await Mentions.FindAsync(change.Unit.Desk, change.Actor, change.Ticket.Snapshot(change.DepartmentKey), this, cancellationToken);
        return mentions.Count == 0 ? [] : [(Mentioning, string.Join(' ', mentions.Select(mention => TicketChange.Id(mention.Id))))];
    }
}
