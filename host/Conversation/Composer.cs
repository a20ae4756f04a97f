using Helpdesk.Engine.Attachments;

namespace Helpdesk.Host.Conversation;

/// <summary>The part of a form in which a message is written: Markdown with a preview, and files.</summary>
/// <param name="Body">What is typed so far.</param>
/// <param name="Drafts">The files so far.</param>
internal sealed record Composer(string? Body, string Label, string? Hint, int Rows, IReadOnlyList<AttachmentView> Drafts)
{
    /// <summary>Where to ask who can be mentioned; null where nobody can.</summary>
    public string? MentionUrl { get; init; }

    /// <summary>Whether staff write here, and so may tell others than a customer.</summary>
    public bool IsForStaff { get; init; }
}

/// <summary>What stands at the beginning of a form whose text must not get lost.</summary>
/// <param name="Name">Tells a person's forms apart, such as <c>reply-000012</c>.</param>
/// <param name="Owner">The seal of whose form it is; see <see cref="HeldForms"/>.</param>
/// <param name="PersonId">Keeps the drafts of two people in one browser apart.</param>
/// <param name="RequestKey">See <see cref="SentForms"/>.</param>
/// <param name="IsHeld">Whether it shows what was held while she signed in.</param>
/// <param name="IsRefused">Whether it comes back to be mended.</param>
internal sealed record FormHead(string Name, string Owner, long PersonId, string RequestKey, bool IsHeld, bool IsRefused, string DiscardUrl);
