using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <param name="Source">"expect" or "derived".</param>
internal sealed record FieldMiss(string Source, string Category, string Mail, string Field, double Score, string Expected, string Got);

/// <param name="Judged">Fields of all mails.</param>
/// <param name="Misses">Fields that got less than 1.</param>
internal sealed record CategoryScore(string Source, string Category, double Score, int Mails, int Judged, int Misses);

/// <summary>How well the answers to a corpus fit what is expected of it.</summary>
internal sealed record CorpusScore
{
    public required IReadOnlyList<CategoryScore> Categories { get; init; }

    public required IReadOnlyList<FieldMiss> Misses { get; init; }

    public required int Mails { get; init; }

    public required int Survived { get; init; }

    /// <summary>Mails of whose reply a word that the customer wrote was lost.</summary>
    public required IReadOnlyList<string> LostWords { get; init; }

    /// <summary>Mails of people that were taken for a bounce or an automatic answer.</summary>
    public required IReadOnlyList<string> PeopleTakenForMachines { get; init; }

    /// <param name="answers">By id of the mail; null or absent for a crash.</param>
    /// <param name="milliseconds">How long each took; without it, times are not judged.</param>
    public static CorpusScore Of(
        Expectations expectations, IReadOnlyDictionary<string, JsonElement?> answers, IReadOnlyDictionary<string, double>? milliseconds = null)
    {
        List<JudgedField> fields = [.. expectations.Mails.SelectMany(mail => new MailJudge(mail, Answer(answers, mail), milliseconds).Fields())];
        return new CorpusScore
        {
            Categories = [.. Weighing.Categories(fields)],
            Misses = [.. fields.Where(field => field.Score < 1).Select(field => field.AsMiss())],
            Mails = expectations.Mails.Count,
            Survived = expectations.Mails.Count(mail => Answer(answers, mail) is not null),
            LostWords = [.. fields.Where(field => field.LosesWords).Select(field => field.Mail.Id).Distinct(StringComparer.Ordinal)],
            PeopleTakenForMachines = [.. expectations.Mails.Where(mail => IsTakenForMachine(mail, Answer(answers, mail))).Select(mail => mail.Id)],
        };
    }

    public double ScoreOf(string category, string source = "expect") =>
        Categories.FirstOrDefault(one => one.Category == category && one.Source == source)?.Score ?? 1;

    public int MissesOf(string category, string source = "expect") =>
        Categories.FirstOrDefault(one => one.Category == category && one.Source == source)?.Misses ?? 0;

    private static JsonElement? Answer(IReadOnlyDictionary<string, JsonElement?> answers, ExpectedMail mail) =>
        answers.TryGetValue(mail.Id, out var answer) && answer is { ValueKind: JsonValueKind.Object } ? answer : null;

    private static bool IsTakenForMachine(ExpectedMail mail, JsonElement? answer) =>
        mail.Says("isBounce") is false && mail.Says("isAutoReply") is false && mail.Says("isAutomated") is not true
        && answer is { } given && (given.Truth("isBounce") || given.Truth("isAutoReply"));
}
