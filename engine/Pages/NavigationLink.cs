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
/// <param name="Text">What it says, at most 40 characters.</param>
/// <param name="Href">A path below one of the plugin's route prefixes.</param>
/// <param name="Order">Links stand from the lowest number on; equal numbers by plugin id.</param>
public sealed record NavigationLink(Menu Menu, string Text, string Href, int Order = 0);
