using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>A question as it has been understood.</summary>
/// <param name="FoldedTitle">The whole of it, as a title.</param>
/// <param name="Words">What is looked for, the rarest first.</param>
/// <param name="Language">The language of the asker, as it was told.</param>
/// <param name="Statistics">How common the words are.</param>
/// <param name="Analysers">Those of all languages there are.</param>
internal sealed record AskedQuestion(string FoldedTitle, IReadOnlyList<AskedWord> Words, string Language, Statistics Statistics, Analysers Analysers)
{
    /// <summary>How well a language suits the asker: 2 for her own, 1 for a variety of it, 0 for others.</summary>
    public int Suits(string language) =>
        language == Language ? 2 : Analyser.Primary(language) == Analyser.Primary(Language) ? 1 : 0;
}
