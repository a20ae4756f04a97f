using System.Globalization;
using System.Text;

namespace Helpdesk.Host.Tests.EmailIngest.Scoring;

/// <summary>A score as people read it.</summary>
internal static class ScoreReport
{
    public static string Of(CorpusScore score)
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"{"source",-8} {"category",-12} {"score",7} {"mails",6} {"judged",7} {"misses",7}\n");
        foreach (var category in score.Categories)
        {
            report.Append(
                CultureInfo.InvariantCulture,
                $"{category.Source,-8} {category.Category,-12} {category.Score,7:0.0000} {category.Mails,6} {category.Judged,7} {category.Misses,7}\n");
        }

        report.Append(CultureInfo.InvariantCulture, $"survived: {score.Survived} of {score.Mails}\n");
        report.Append(CultureInfo.InvariantCulture, $"replies that lost words: {score.LostWords.Count} {string.Join(' ', score.LostWords)}\n");
        var people = score.PeopleTakenForMachines;
        report.Append(CultureInfo.InvariantCulture, $"people taken for machines: {people.Count} {string.Join(' ', people)}\n");
        return report.ToString();
    }

    public static string OfMisses(IEnumerable<FieldMiss> misses)
    {
        var report = new StringBuilder();
        foreach (var miss in misses)
        {
            report.Append(CultureInfo.InvariantCulture, $"[{miss.Source} {miss.Category}] {miss.Mail}  {miss.Field} = {miss.Score:0.##}\n");
            report.Append(CultureInfo.InvariantCulture, $"    expected {miss.Expected}\n    got      {miss.Got}\n");
        }

        return report.ToString();
    }
}
