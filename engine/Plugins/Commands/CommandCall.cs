namespace Helpdesk.Engine.Plugins.Commands;

/// <summary>One call of a plugin's command.</summary>
/// <param name="Arguments">What was typed behind the command's name, as it was typed; <c>--help</c> is among them.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output: bytes, so that what is written is what arrives.</param>
/// <param name="Errors">Standard error.</param>
public sealed record CommandCall(IReadOnlyList<string> Arguments, Stream Input, Stream Output, TextWriter Errors);
