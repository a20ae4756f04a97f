namespace Helpdesk.Engine.Conversation;

/// <summary>How a message from outside looks.</summary>
/// <param name="Html">What is new in it, cleaned; its pictures are attachments of the message. Null to show the text.</param>
/// <param name="Page">The whole, as it came; pictures are <c>cid:</c>.</param>
internal sealed record LaidOut(string? Html, string Page);
