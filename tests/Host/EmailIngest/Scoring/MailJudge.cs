using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

internal sealed record JudgedField(ExpectedMail Mail, string Source, string Category, string Field, JsonElement Expected, Verdict Verdict, bool LosesWords)
{
    private const int Shown = 200;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public double Score => Verdict.Score;

    public FieldMiss AsMiss()
    {
        var expected = Expected.ValueKind == JsonValueKind.String ? Expected.GetString()! : JsonSerializer.Serialize(Expected, Readable);
        return new FieldMiss(Source, Category, Mail.Id, Field, Score, Short(expected), Short(Verdict.Got));
    }

    private static string Short(string text)
    {
        var folded = FoldedText.Fold(text);
        return folded.Length <= Shown ? folded : string.Create(CultureInfo.InvariantCulture, $"{folded[..Shown]}… ({folded.Length})");
    }
}

/// <summary>Judges every expected field of one mail.</summary>
internal sealed class MailJudge(ExpectedMail mail, JsonElement? answer, IReadOnlyDictionary<string, double>? milliseconds)
{
    public IEnumerable<JudgedField> Fields() => Fields("expect", mail.Stated).Concat(Fields("derived", mail.Derived));

    private IEnumerable<JudgedField> Fields(string source, IReadOnlyDictionary<string, JsonElement> expected)
    {
        foreach (var (field, value) in expected)
        {
            var isTime = field == "maxMillis";
            if (isTime && milliseconds is null)
            {
                continue;
            }

            var verdict = answer is { } given ? Judge(field, value, given) : new Verdict(0, "no answer");
            var isLost = answer is not { } read || TextJudge.LosesWords(field, value, read);
            yield return new JudgedField(mail, source, Weighing.CategoryOf(field), field, value, verdict, Weighing.CategoryOf(field) == "reply" && isLost);
        }
    }

    private Verdict Judge(string field, JsonElement expected, JsonElement given) => field switch
    {
        "mustNotCrash" => Verdict.Of(isRight: true, "true"),
        "maxMillis" => Time(expected.GetDouble()),
        _ => FieldJudge.Of(field, expected, given) ?? throw new InvalidOperationException($"The scorer knows no field {field} ({mail.Id})."),
    };

    private Verdict Time(double most)
    {
        var took = milliseconds!.TryGetValue(mail.Id, out var time) ? time : double.PositiveInfinity;
        return Verdict.Of(took <= most, took.ToString("0", CultureInfo.InvariantCulture));
    }
}
