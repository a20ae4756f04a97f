using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Plugins.Settings;

/// <summary>One thing that administrators set for a plugin, as <c>plugin.json</c> declares it.</summary>
public sealed record SettingDeclaration
{
    /// <summary>Lower case letters, digits and hyphens, at most 40 characters; bound to the property of the same name (<c>base-address</c> to <c>BaseAddress</c>).</summary>
    public required string Key { get; init; }

    /// <summary>What it holds.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>What the field is called.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>What to know when filling it in; null for nothing.</summary>
    public LocalizedText? Help { get; init; }

    /// <summary>Whether it must be filled in before the settings can be saved.</summary>
    public bool Required { get; init; }

    /// <summary>What holds until somebody sets it, written as a person would; null for nothing. A secret has none.</summary>
    public string? Default { get; init; }

    /// <summary>The smallest number.</summary>
    public long? Minimum { get; init; }

    /// <summary>The largest number, or the most characters of a text.</summary>
    public long? Maximum { get; init; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<SettingOption> Options { get; init; } = [];
}

/// <summary>One of the values of a choice.</summary>
public sealed record SettingOption
{
    /// <summary>What is stored: lower case letters, digits and hyphens, at most 40 characters.</summary>
    public required string Key { get; init; }

    /// <summary>What people read.</summary>
    public required LocalizedText Label { get; init; }
}
