using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Pages;

/// <summary>The desk's menus.</summary>
public enum Menu
{
    /// <summary>The customers' portal.</summary>
    Portal,

    /// <summary>The agents' workspace.</summary>
    Agent,

    /// <summary>The administrators' pages.</summary>
    Admin,
}

/// <summary>A link in a menu.</summary>
/// <param name="Menu">Which menu.</param>
/// <param name="Text">What it says, at most 40 characters in each language.</param>
/// <param name="Href">A path below one of the plugin's route prefixes.</param>
/// <param name="Order">Links stand from the lowest number on; equal numbers by plugin id.</param>
public sealed record NavigationLink(Menu Menu, LocalizedText Text, string Href, int Order = 0)
{
    /// <summary>One of the desk's icons by name, such as <c>book</c>; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>Who sees it: the full name of a permission, such as <c>knowledge-base.write</c>; null for everybody who sees the menu.</summary>
    public string? Permission { get; init; }
}
