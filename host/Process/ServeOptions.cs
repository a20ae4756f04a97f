namespace Helpdesk.Host.Process;

/// <summary>How the desk was asked to serve.</summary>
/// <param name="Safe">Without plugins.</param>
/// <param name="Demo">With the demo company, when the database is empty.</param>
internal sealed record ServeOptions(bool Safe, bool Demo);
