using Helpdesk.Engine.Storage;

namespace Helpdesk.Engine.Search.Databases;

/// <summary>
/// What the three databases are told about search, each in its own words. They store terms and compare them; what a term is and which document is
/// better, the engine says, the same for all. In the statements <c>{0}</c> is the language and <c>{1}</c> JSON.
/// </summary>
internal abstract class SearchSql
{
    /// <summary>Adds to the counts of terms; <c>{1}</c> is [[term, by], …].</summary>
    public abstract string CountTerms { get; }

    /// <summary>Adds to the counts of words; <c>{1}</c> is [[word, by, letters, first, last], …].</summary>
    public abstract string CountWords { get; }

    /// <summary>Forgets those terms of <c>{1}</c>, [term, …], that no document holds any more.</summary>
    public abstract string ForgetTerms { get; }

    /// <summary>Forgets those words of <c>{1}</c>, [word, …], that no document holds any more.</summary>
    public abstract string ForgetWords { get; }

    /// <summary>
    /// Whether the database merges several ordered parts as they come and stops when it has enough; one that does not would find all that
    /// there is and sort it.
    /// </summary>
    public virtual bool MergesInOrder => false;

    /// <summary>How the database at hand is told.</summary>
    public static SearchSql Of(IDatabase database) => database.Provider switch
    {
        "sqlite" => new SqliteSearch(),
        "postgres" => new PostgresSearch(),
        _ => new SqlServerSearch(),
    };

    /// <summary>
    /// The documents (<see cref="Asking.Candidate"/>), the newest first, that hold one of the terms, or all of them.
    /// </summary>
    /// <param name="terms">Small letters and digits; at least one.</param>
    /// <param name="all">Whether each of them must be there.</param>
    /// <param name="inHead">Whether only titles and keywords are looked at.</param>
    /// <param name="scope">Where and for whom.</param>
    /// <param name="most">How many to find.</param>
    public abstract SearchStatement Holding(IReadOnlyList<string> terms, bool all, bool inHead, SearchScope scope, int most);

    /// <summary>
    /// The ids of the tickets whose subject holds each of the words, which may be parts of longer ones; null where no index knows.
    /// </summary>
    /// <param name="words">Any characters, in small letters; at least one.</param>
    /// <param name="most">How many to find; which, if there are more, is left open.</param>
    public virtual SearchStatement? SubjectsHolding(IReadOnlyList<string> words, int most) => null;
}

/// <summary>A statement with its parameters, <c>{0}</c> and so on.</summary>
internal sealed record SearchStatement(string Sql, object[] Parameters);

/// <summary>Where to look, and what the asker may find.</summary>
/// <param name="Source">The source.</param>
/// <param name="Audiences">At least one.</param>
internal sealed record SearchScope(string Source, IReadOnlyList<string> Audiences)
{
    /// <summary>The condition on documents, whose parameters begin with the one of the given number.</summary>
    public string Condition(int first) =>
        $$"""d.source = {{{first}}} AND d.audience IN ({{string.Join(", ", Audiences.Select((_, i) => $"{{{first + 1 + i}}}"))}})""";

    /// <summary>The parameters of the condition.</summary>
    public IEnumerable<object> Parameters => [Source, .. Audiences];
}
