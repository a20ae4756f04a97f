using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// Where a page ended, as text for a URL. Whatever is not one of ours, or is from a list sorted otherwise, is taken for
/// none: the reader gets the first page. What she may see does not depend on it.
/// </summary>
internal static class TicketCursor
{
    private const char Separator = '\n';
    private const int Longest = 2000;

    public static string Write(TicketSort sort, bool descending, IReadOnlyList<object> values)
    {
        var parts = values.Select(value => value switch
        {
            DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        });
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts.Prepend(Head(sort, descending)))));
    }

    /// <summary>The values, each of its column's type; null when the text is none of ours.</summary>
    public static IReadOnlyList<object>? Read(string? text, TicketSort sort, bool descending, IReadOnlyList<Type> types)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        if (parts.Length != types.Count + 1 || parts[0] != Head(sort, descending))
        {
            return null;
        }

        var values = types.Select((type, i) => Value(parts[i + 1], type)).OfType<object>().ToList();
        return values.Count == types.Count ? values : null;
    }

    private static string Head(TicketSort sort, bool descending) => $"{sort}{(descending ? '-' : '+')}";

    private static object? Value(string part, Type type)
    {
        if (type == typeof(string))
        {
            return part.Contains('\0', StringComparison.Ordinal) ? null : part;
        }

        if (!long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (type == typeof(DateTimeOffset))
        {
            return number >= DateTimeOffset.MinValue.Ticks && number <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(number, TimeSpan.Zero) : null;
        }

        return type == typeof(long) ? number : number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }
}
