using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Utils;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>The date of a mail, as its sender's clock had it (scenario 67).</summary>
internal static partial class DateReader
{
    private const int Longest = 200;

    private static readonly string[] International = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss K"];

    public static DateTimeOffset? Read(string field)
    {
        var bare = field.Trim();
        if (bare.Length is 0 or > Longest)
        {
            return null;
        }

        if (bare is [_, _, _, _, '-', ..] && DateTimeOffset.TryParseExact(bare, International, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            return iso;
        }

        // Offsets and times as they are written elsewhere in the world.
        var usual = bare.Contains('.', StringComparison.Ordinal) ? TimeWithDots().Replace(bare, "${h}:${m}:${s}") : bare;
        var sign = usual.AsSpan().IndexOfAny('+', '-');
        usual = sign >= 0 && usual.IndexOf(':', sign) > 0 ? OffsetWithColon().Replace(usual, "${h}${m}") : usual;
        return DateUtils.TryParse(Encoding.UTF8.GetBytes(usual), out var date) ? date : null;
    }

    [GeneratedRegex(@"(?<h>[+-]\d{2}):(?<m>\d{2})\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OffsetWithColon();

    [GeneratedRegex(@"\b(?<h>\d{2})\.(?<m>\d{2})\.(?<s>\d{2})\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeWithDots();
}
