namespace Helpdesk.Engine.Texts;

/// <summary>
/// Something to say to a person, not yet in any language: the key of a text and what goes into its holes. Whoever shows
/// it knows the reader's language; whoever makes it need not.
/// </summary>
/// <param name="Key">Dotted, beginning with the area, such as <c>desk.subject-missing</c>.</param>
/// <param name="Arguments">What goes into <c>{0}</c>, <c>{1}</c> …: numbers and instants are written as the reader's language does, and a
/// <see cref="Phrase"/> or <see cref="LocalizedText"/> is said in it.</param>
internal sealed record Phrase(string Key, params IReadOnlyList<object> Arguments)
{
    private const string PlainKey = "";

    /// <summary>A sentence that is in the reader's language already, for example because a plugin wrote it.</summary>
    /// <param name="sentence">Shown as it is.</param>
    public static Phrase Plain(string sentence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        return new Phrase(PlainKey, sentence);
    }

    internal string? PlainSentence => Key == PlainKey && Arguments is [string sentence] ? sentence : null;

    /// <summary>Two phrases are equal when they say the same.</summary>
    public bool Equals(Phrase? other) =>
        other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal) && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(StringComparer.Ordinal.GetHashCode(Key), Arguments.Count);
}
