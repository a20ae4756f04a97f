namespace Helpdesk.Host.Process;

/// <summary>A setting can't be what it is. The message is a sentence for the operator.</summary>
internal sealed class SettingException(string sentence, Exception? inner = null) : Exception(sentence, inner);
