using System.Globalization;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

// ToLower is translated to the database's lower(), which knows neither cultures nor comparers.
#pragma warning disable CA1304, CA1311, CA1862, MA0011

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// Finds tickets by number (as written, or with <c>#</c>, or without leading zeros, LQ3) or by words of the subject, all
/// of which must be there. What was typed is data and never a pattern (LQ4).
/// </summary>
internal sealed class TicketSearch
{
    private const int MostWords = 8;
    private const int LongestNumber = 18;

    private readonly DeskTables _tables;
    private readonly IReadOnlyList<string> _words;

    /// <summary>What numbers the only word could be.</summary>
    private readonly IReadOnlyList<string> _numbers;

    private TicketSearch(DeskTables tables, IReadOnlyList<string> words, IReadOnlyList<string> numbers)
    {
        _tables = tables;
        _words = words;
        _numbers = numbers;
    }

    public static async Task<TicketSearch> OfAsync(DeskTables tables, string? search, CancellationToken cancellationToken)
    {
        var words = StorableText.Of(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        return new TicketSearch(tables, words, words is [var only] ? await NumbersAsync(tables, only, cancellationToken) : []);
    }

    /// <summary>Those of the tickets that are looked for: all of them where nothing is.</summary>
    public IQueryable<Ticket> In(IQueryable<Ticket> tickets) =>
        _words is [var only] ? ByNumberOrWord(tickets, only) : _words.Aggregate(tickets, ByWord);

    private IQueryable<Ticket> ByNumberOrWord(IQueryable<Ticket> tickets, string word)
    {
        var lower = word.ToLowerInvariant();
        var numbered = _tables.AllTicketNumbers.Where(n => _numbers.Contains(n.Number)).Select(n => n.TicketId);
        return tickets.Where(t => numbered.Contains(t.Id) || t.Subject.Contains(word) || t.Subject.ToLower().Contains(lower));
    }

    /// <summary>Also as it was typed: SQLite's lower() leaves É and Я alone, and what is typed like the subject must find it.</summary>
    private static IQueryable<Ticket> ByWord(IQueryable<Ticket> tickets, string word)
    {
        var lower = word.ToLowerInvariant();
        return tickets.Where(t => t.Subject.Contains(word) || t.Subject.ToLower().Contains(lower));
    }

    /// <summary>The numbers that could be meant: as typed, and the counter in each brand's format.</summary>
    private static async Task<IReadOnlyList<string>> NumbersAsync(DeskTables tables, string word, CancellationToken cancellationToken)
    {
        var typed = word.TrimStart('#');
        if (typed.Length > LongestNumber || !typed.All(char.IsAsciiDigit) || !long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var counter))
        {
            return [typed];
        }

        var brands = await tables.Brands.ToListAsync(cancellationToken);
        return [.. brands.Select(brand => brand.NumberOf(counter)).Append(typed).Distinct(StringComparer.Ordinal)];
    }
}
