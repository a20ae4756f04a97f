using System.Text;

namespace Helpdesk.EmailIngest.Reading.Calendars;

/// <summary>An invitation in a few lines (RFC 5545): what, when, where, and by whom. Nothing is accepted by reading it.</summary>
internal static class CalendarText
{
    private const int MostLines = 5_000;

    public static string Of(string calendar)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var components = new Stack<string>();
        foreach (var line in Unfolded(calendar).Take(MostLines))
        {
            if (CalendarLine.Parse(line) is not { } field)
            {
                continue;
            }

            switch (field.Name)
            {
                case "BEGIN":
                    components.Push(field.Value);
                    break;
                case "END" when components.Count > 0:
                    components.Pop();
                    break;
                default:
                    if (components.TryPeek(out var inside) && inside.ToUpperInvariant() is "VEVENT" or "VTODO" or "VJOURNAL")
                    {
                        fields.TryAdd(field.Name, field.Readable());
                    }

                    break;
            }
        }

        return Written(fields);
    }

    private static string Written(Dictionary<string, string> fields)
    {
        string Field(string name) => fields.GetValueOrDefault(name, "");
        var time = string.Join(" – ", Field("DTSTART"), Field("DTEND")).Trim(' ', '–');
        string[] lines = [Field("SUMMARY"), time, Field("LOCATION"), Field("ORGANIZER")];
        var text = new StringBuilder(string.Join('\n', lines.Where(l => l.Length > 0)));
        if (Field("DESCRIPTION") is { Length: > 0 } description)
        {
            text.Append(text.Length > 0 ? "\n\n" : "").Append(description);
        }

        return text.ToString();
    }

    /// <summary>A line that starts with white space goes on with the one before (§3.1).</summary>
    private static IEnumerable<string> Unfolded(string calendar)
    {
        StringBuilder? line = null;
        foreach (var raw in calendar.Split('\n'))
        {
            var bare = raw.TrimEnd('\r');
            if (bare.Length > 0 && bare[0] is ' ' or '\t')
            {
                line?.Append(bare, 1, bare.Length - 1);
                continue;
            }

            if (line is not null)
            {
                yield return line.ToString();
            }

            line = new StringBuilder(bare);
        }

        if (line is not null)
        {
            yield return line.ToString();
        }
    }
}
