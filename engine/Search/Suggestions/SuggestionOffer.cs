namespace Helpdesk.Engine.Search.Suggestions;

/// <summary>A suggestion as the desk hands it on.</summary>
/// <param name="Key">By which the desk knows it: the source's own key behind the source's name.</param>
internal sealed record SuggestionOffer(string Key, string Title, string Summary, string Href);
