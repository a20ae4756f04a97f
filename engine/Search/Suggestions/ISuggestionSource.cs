using Helpdesk.Engine.Access;

namespace Helpdesk.Engine.Search.Suggestions;

/// <summary>
/// Knows what may solve a customer's problem before she opens a ticket. The desk shows what it suggests beside the form while she writes, opens it
/// in place, and asks whether it helped. It is asked only for readers who may write tickets, and must not suggest what they may not read.
/// </summary>
public interface ISuggestionSource
{
    /// <summary>Suggests what fits, the best first.</summary>
    /// <param name="request">What she has written so far.</param>
    /// <param name="cancellationToken">Cancelled when she has written on, or when the budget is over.</param>
    Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken);

    /// <summary>The whole text of something that it suggested.</summary>
    /// <param name="key">The <see cref="Suggestion.Key"/>.</param>
    /// <param name="reader">Who wants to read it.</param>
    /// <param name="cancellationToken">Cancelled when the budget is over.</param>
    /// <returns>The text; null when it is not there any more, or not for her.</returns>
    Task<SuggestedText?> OpenAsync(string key, Actor reader, CancellationToken cancellationToken);

    /// <summary>She says that it solved her problem, and writes no ticket.</summary>
    /// <param name="key">The <see cref="Suggestion.Key"/>.</param>
    /// <param name="reader">Who says so.</param>
    /// <param name="cancellationToken">Cancelled when the budget is over.</param>
    Task SolvedAsync(string key, Actor reader, CancellationToken cancellationToken);
}

/// <summary>What a customer has written so far.</summary>
/// <param name="Reader">Who writes.</param>
/// <param name="Subject">The subject; may be empty.</param>
/// <param name="Text">The message; may be empty.</param>
/// <param name="Most">How many suggestions there is room for.</param>
public sealed record SuggestionRequest(Actor Reader, string Subject, string Text, int Most);

/// <summary>Something that may solve the problem.</summary>
/// <param name="Key">By which the source knows it: at most 100 characters.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Summary">What it solves, in a sentence.</param>
/// <param name="Href">Where it can be read: a path below one of the plugin's route prefixes.</param>
public sealed record Suggestion(string Key, string Title, string Summary, string Href);

/// <summary>The text of a suggestion, to be read in place.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Html">The text; the desk cleans it as it does messages.</param>
/// <param name="Href">Where it can be read on its own.</param>
/// <param name="Language">The language of the text (BCP 47).</param>
public sealed record SuggestedText(string Title, string Html, string Href, string Language);

/// <summary>How a source takes part.</summary>
public sealed record SuggestionOptions
{
    /// <summary>The longest that one question may take; 300 ms unless told, 2 s at most.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(300);
}
