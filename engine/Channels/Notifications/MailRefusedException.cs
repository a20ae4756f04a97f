using Helpdesk.Engine.Outbox;

namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>This mail will never be taken, however often it is tried (RFC 5321 §4.2.1, 5yz replies).</summary>
internal sealed class MailRefusedException(string sentence, Exception? inner = null) : GiveUpException(sentence, inner);
