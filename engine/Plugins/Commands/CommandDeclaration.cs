namespace Helpdesk.Engine.Plugins.Commands;

/// <summary>A command of the desk's command line, as <c>plugin.json</c> declares it.</summary>
public sealed record CommandDeclaration
{
    /// <summary>What is typed: one to three words of lower case letters, digits and hyphens, such as <c>mail parse</c>. The desk's own verbs can't be taken.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for the command line's help, in English.</summary>
    public required string Description { get; init; }

    /// <summary>What must be there for it to run.</summary>
    public CommandNeeds Needs { get; init; } = CommandNeeds.Nothing;
}
