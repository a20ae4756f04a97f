using System.Globalization;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Search.Databases;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// Finds tickets by number (as written, or with <c>#</c>, or without leading zeros, LQ3) or by words of the subject, all
/// of which must be there. What was typed is data and never a pattern (LQ4).
/// </summary>
/// <remarks>
/// Among all tickets of a desk (LQ1) the index of subjects is asked first. When few are found, they are all that lists begin with; of
/// many, the first lines of any list come soon, whatever it is sorted by.
/// </remarks>
internal sealed class TicketSearch
{
    private const int MostWords = 8;
    private const int LongestNumber = 18;
    private const int Few = 1_000;

    private readonly IReadOnlyList<string> _words;

    /// <summary>Those with a number that the only word could be.</summary>
    private readonly IReadOnlyList<long> _numbered;

    /// <summary>All that can be meant, where they are few.</summary>
    private readonly IReadOnlyList<long>? _few;

    private TicketSearch(IReadOnlyList<string> words, IReadOnlyList<long> numbered, IReadOnlyList<long>? few)
    {
        _words = words;
        _numbered = numbered;
        _few = few;
    }

    /// <summary>Whether lists begin with what was found, rather than with what they are sorted by.</summary>
    public bool IsOfFew => _few is not null;

    /// <summary>Whether something is looked for that many have, or of which nobody has counted how many.</summary>
    public bool IsOfMany => _words.Count > 0 && !IsOfFew;

    /// <param name="tables">The tables.</param>
    /// <param name="sql">How the database is told.</param>
    /// <param name="reader">A customer's own tickets are few in any case.</param>
    /// <param name="search">What was typed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TicketSearch> OfAsync(DeskTables tables, SearchSql sql, Actor reader, string? search, CancellationToken cancellationToken)
    {
        var typed = StorableText.Of(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        string[] words = [.. typed.Select(word => word.ToLowerInvariant())];
        var numbered = typed is [var only] ? await NumberedAsync(tables, only, cancellationToken) : [];
        return new TicketSearch(words, numbered, words.Length > 0 && reader.IsStaff ? await FewAsync(tables, sql, words, numbered, cancellationToken) : null);
    }

    /// <summary>What is looked for, whoever may see it; all tickets where nothing is.</summary>
    public IQueryable<Ticket> Tickets(DeskTables tables) => this switch
    {
        // Taken first: a database would rather begin with an index of something else that is asked of them.
        { _few: { } few } => tables.AllTickets.Where(t => EF.Parameter(few).Contains(t.Id)).OrderBy(t => t.Id).Take(few.Count),
        { _words: [var word], _numbered: [_, ..] numbered } => tables.AllTickets.Where(t => EF.Parameter(numbered).Contains(t.Id) || t.FoldedSubject.Contains(word)),
        _ => _words.Aggregate((IQueryable<Ticket>)tables.AllTickets, (some, word) => some.Where(t => t.FoldedSubject.Contains(word))),
    };

    private static async Task<IReadOnlyList<long>?> FewAsync(
        DeskTables tables, SearchSql sql, IReadOnlyList<string> words, IEnumerable<long> numbered, CancellationToken cancellationToken)
    {
        if (sql.SubjectsHolding(words, Few + 1) is not { } statement)
        {
            return null;
        }

        var found = await tables.Database.SqlQueryRaw<long>(statement.Sql, statement.Parameters).ToListAsync(cancellationToken);
        return found.Count > Few ? null : [.. found.Union(numbered)];
    }

    /// <summary>Those with the numbers that could be meant: as typed, and the counter in each brand's format.</summary>
    private static async Task<long[]> NumberedAsync(DeskTables tables, string word, CancellationToken cancellationToken)
    {
        var typed = word.TrimStart('#');
        string[] numbers = [typed];
        if (typed.Length <= LongestNumber && typed.All(char.IsAsciiDigit) && long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var counter))
        {
            var brands = await tables.Brands.ToListAsync(cancellationToken);
            numbers = [.. brands.Select(brand => brand.NumberOf(counter)).Append(typed).Distinct(StringComparer.Ordinal)];
        }

        return await tables.AllTicketNumbers.Where(n => EF.Parameter(numbers).Contains(n.Number)).Select(n => n.TicketId).ToArrayAsync(cancellationToken);
    }
}
