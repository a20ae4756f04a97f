using Helpdesk.Engine.Tickets;

namespace Helpdesk.Host.Conversation;

/// <summary>A message on a page.</summary>
/// <param name="IsNew">Whether it came while the reader was writing, and holds up what she wrote (LU11).</param>
internal sealed record ShownMessage(MessageView Message, long? ReaderId, bool IsNew);
