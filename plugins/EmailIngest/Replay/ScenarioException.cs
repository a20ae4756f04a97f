namespace Helpdesk.EmailIngest.Replay;

/// <summary>The scenario can't be played; the message says why to whoever wrote it.</summary>
internal sealed class ScenarioException(string message) : Exception(message);
