namespace Helpdesk.Engine.Pages.Panels;

/// <summary>What a panel produced can't be shown; the message is for the administrator.</summary>
internal sealed class PanelException(string sentence) : Exception(sentence);
