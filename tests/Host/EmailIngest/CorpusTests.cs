using System.Diagnostics;
using System.Text.Json;
using Helpdesk.Host.Tests.EmailIngest.Scoring;
using Xunit.Abstractions;

namespace Helpdesk.Host.Tests.EmailIngest;

/// <summary>
/// LM5, LM10, LM16: real mails of other projects' test suites, and what those suites expect. They are named by
/// <c>HELPDESK_MAIL_CORPUS</c> and are not in the repository.
/// </summary>
[Trait("Kind", "slow")]
public sealed class CorpusTests(ITestOutputHelper output)
{
    /// <summary>So many fields of a category may be missed: what is judged there is a matter of taste, or plainly odd; the plugin's README names each.</summary>
    private static readonly Dictionary<string, int> Allowed = new(StringComparer.Ordinal)
    {
        ["survival"] = 0,
        ["headers"] = 0,
        ["threading"] = 0,
        ["text"] = 1,
        ["attachments"] = 1,
        ["crypto"] = 1,
        ["signature"] = 2,
        ["reply"] = 7,
        ["bounce"] = 4,
        ["classify"] = 16,
    };

    [SkippableFact]
    public async Task Real_mail_is_understood_as_those_who_collected_it_expect()
    {
        var folder = Environment.GetEnvironmentVariable(Corpus.MailText.Setting);
        if (folder is null || !File.Exists(Path.Combine(folder, "expectations.json")))
        {
            Required.Missing($"{Corpus.MailText.Setting} names no folder with expectations.json.");
            return;
        }

        var expectations = Expectations.Load(folder);
        var answers = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        foreach (var group in expectations.Mails.GroupBy(mail => mail.FallbackCharset, StringComparer.Ordinal))
        {
            var mails = group.ToList();
            var read = await MailProgram.ReadAllAsync(mails.Select(mail => mail.Path), group.Key is { } charset ? ["--fallback-charset", charset] : []);
            foreach (var (mail, answer) in mails.Zip(read))
            {
                answer.GetProperty("input").GetString().Should().Be(mail.Path);
                answers[mail.Id] = answer;
            }
        }

        var score = CorpusScore.Of(expectations, answers, await TimesAsync(expectations));
        output.WriteLine(ScoreReport.Of(score));
        output.WriteLine(ScoreReport.OfMisses(score.Misses));
        foreach (var (category, most) in Allowed)
        {
            (score.MissesOf(category) + score.MissesOf(category, "derived")).Should().BeLessThanOrEqualTo(most, category);
        }

        score.Survived.Should().Be(score.Mails);
        score.LostWords.Should().BeEmpty("no word of a customer may be lost");
        score.PeopleTakenForMachines.Should().BeEmpty();
    }

    /// <summary>Each of those that say how long they may take, by a process of its own.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> TimesAsync(Expectations expectations)
    {
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var mail in expectations.Mails.Where(mail => mail.Stated.ContainsKey("maxMillis")))
        {
            var since = Stopwatch.GetTimestamp();
            (await MailProgram.RunAsync([], "--input", mail.Path)).Code.Should().Be(0);
            times[mail.Id] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        return times;
    }
}
