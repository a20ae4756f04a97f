using System.Globalization;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Calendars;

/// <summary>A content line: name, parameters, value (RFC 5545 §3.1).</summary>
internal sealed record CalendarLine(string Name, string Parameters, string Value)
{
    public static CalendarLine? Parse(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == ':' && !isQuoted)
            {
                var name = line[..i].Split(';', 2);
                return new CalendarLine(name[0].Trim().ToUpperInvariant(), name.Length > 1 ? name[1] : "", line[(i + 1)..].Trim());
            }
        }

        return null;
    }

    public string Readable() => Name switch
    {
        "DTSTART" or "DTEND" => Time(),
        "ORGANIZER" => Organiser(),
        _ => Unescaped(),
    };

    /// <summary>As the organiser has it, with her time zone: the reader's is not known here.</summary>
    private string Time()
    {
        if (DateTime.TryParseExact(Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        var isUniversal = Value.EndsWith('Z');
        if (!DateTime.TryParseExact(Value.TrimEnd('Z'), "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return Value;
        }

        var zone = isUniversal ? " UTC" : Parameter("TZID") is { Length: > 0 } named ? $" ({named})" : "";
        return time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + zone;
    }

    private string Organiser()
    {
        var address = Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Value[7..] : Value;
        return Parameter("CN") is { Length: > 0 } name && !name.Equals(address, StringComparison.OrdinalIgnoreCase) ? $"{name} <{address}>" : address;
    }

    private string? Parameter(string name)
    {
        foreach (var part in Parameters.Split(';'))
        {
            if (part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
            {
                return part[(name.Length + 1)..].Trim('"', ' ');
            }
        }

        return null;
    }

    private string Unescaped()
    {
        var text = new StringBuilder(Value.Length);
        for (var i = 0; i < Value.Length; i++)
        {
            if (Value[i] == '\\' && i + 1 < Value.Length)
            {
                i++;
                text.Append(Value[i] is 'n' or 'N' ? '\n' : Value[i]);
            }
            else
            {
                text.Append(Value[i]);
            }
        }

        return text.ToString().Trim();
    }
}
