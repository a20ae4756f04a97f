namespace Helpdesk.Engine.Search.Asking;

/// <summary>A document that holds something of what is asked for.</summary>
internal sealed class Candidate
{
    public long Id { get; init; }

    public string Key { get; init; } = "";

    public string Language { get; init; } = "";
}

/// <summary>What a document is judged by.</summary>
internal sealed class CandidateTerms
{
    public long Id { get; init; }

    public string Key { get; init; } = "";

    public string Language { get; init; } = "";

    public string FoldedTitle { get; init; } = "";

    public string Head { get; init; } = "";

    public string Summary { get; init; } = "";

    public string Text { get; init; } = "";
}
