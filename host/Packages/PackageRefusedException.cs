namespace Helpdesk.Host.Packages;

/// <summary>A package was refused. The message is a sentence for the administrator; nothing of the package is left anywhere.</summary>
internal sealed class PackageRefusedException(string sentence, Exception? inner = null) : Exception(sentence, inner);
