namespace Helpdesk.Engine.Search;

/// <summary>Something that can be found, in one language. Putting it again under the same source, key and language replaces it.</summary>
/// <param name="Source">Where it comes from: the plugin's id, a dot and a name, such as <c>knowledge-base.articles</c>; at most 80 characters.</param>
/// <param name="Key">By which the source knows it, the same in each language: at most 100 characters.</param>
/// <param name="Language">Its language (BCP 47), such as <c>en</c> or <c>ja</c>; at most 16 characters.</param>
/// <param name="Audience">
/// Who may find it: a word of the source's own, such as <c>public</c> or <c>staff</c>, at most 40 characters. A question names the audiences that its
/// asker belongs to, and nothing else is found, counted or suggested (LQ7).
/// </param>
/// <param name="Title">What it is called: weighs most, and an exact title comes first; at most 200 characters.</param>
public sealed record SearchDocument(string Source, string Key, string Language, string Audience, string Title)
{
    /// <summary>Other words that people use for it; weigh as much as the title. At most 1,000 characters.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>What it is about, in a sentence or two; weighs more than the text. At most 1,000 characters.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The text, without markup. At most 200,000 characters; what is beyond is not found.</summary>
    public string Text { get; init; } = "";
}
