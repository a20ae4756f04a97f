using System.Text.Json;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.People;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Texts;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Engine.Tickets.Import;

/// <summary>What became of an import file.</summary>
/// <param name="Skipped">Tickets whose number is there already: an import that was broken off goes on where it was.</param>
internal sealed record ImportReport(int Imported, int Skipped, int PeopleAdded);

/// <summary>A file of tickets, one JSON object a line, batch by batch.</summary>
internal sealed class ImportFile(DeskStore store, AccountDesk accounts, TicketImport import)
{
    private const string Channel = "import";

    /// <param name="renumber">Whether the tickets get numbers of this desk, and are found by their old ones as well.</param>
    /// <exception cref="ImportFileException">A line is wrong; what came before its batch stays.</exception>
    public async Task<ImportReport> ImportAsync(TextReader file, bool renumber, Actor by, CancellationToken cancellationToken)
    {
        var (report, number) = (new ImportReport(0, 0, 0), 0);
        var batch = new List<(int Number, ImportLine Line)>();
        while (await file.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                batch.Add((number, Parse(number, text)));
            }

            if (batch.Count == TicketImport.Batch)
            {
                report = await ImportAsync(batch, report, renumber, by, cancellationToken);
                batch.Clear();
            }
        }

        return batch.Count == 0 ? report : await ImportAsync(batch, report, renumber, by, cancellationToken);
    }

    private static ImportLine Parse(int number, string text)
    {
        try
        {
            return ImportLine.Parse(text);
        }
        catch (JsonException fault)
        {
            throw new ImportFileException(number, fault.Message);
        }
    }

    private async Task<ImportReport> ImportAsync(List<(int Number, ImportLine Line)> batch, ImportReport before, bool renumber, Actor by, CancellationToken cancellationToken)
    {
        var there = await NumbersAsync([.. batch.Select(item => item.Line.Number)], cancellationToken);
        var wanted = batch.Where(item => there.Add(item.Line.Number)).ToList();
        var (people, added) = await PeopleAsync(wanted, by, cancellationToken);
        try
        {
            await import.ImportAsync([.. wanted.Select(item => Ticket(item.Number, item.Line, people, renumber))], Channel, cancellationToken);
        }
        catch (ImportException fault)
        {
            throw new ImportFileException(wanted[fault.Index].Number, fault.Sentence);
        }
        catch (DbUpdateException fault)
        {
            throw new ImportFileException(wanted[0].Number, $"the batch that begins here can't be written; a former number may be taken already ({fault.GetBaseException().Message}).");
        }

        return new ImportReport(before.Imported + wanted.Count, before.Skipped + batch.Count - wanted.Count, before.PeopleAdded + added);
    }

    private async Task<HashSet<string>> NumbersAsync(IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        await using var tables = store.Read();
        return (await tables.AllTicketNumbers.Where(n => numbers.Contains(n.Number)).Select(n => n.Number).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Everybody that the batch speaks of, by folded address; customers who are new are added, staff never.</summary>
    private async Task<(Dictionary<string, Person> People, int Added)> PeopleAsync(IReadOnlyList<(int Number, ImportLine Line)> batch, Actor by, CancellationToken cancellationToken)
    {
        var customers = batch
            .SelectMany(item => item.Line.Changes.Where(step => step is { Staff: false, By: not null }).Select(step => (item.Number, Person: step.By!)).Prepend((item.Number, Person: item.Line.Requester)))
            .DistinctBy(item => Person.Fold(item.Person.Address), StringComparer.Ordinal)
            .ToList();
        var folded = customers.Select(item => Person.Fold(item.Person.Address))
            .Concat(batch.SelectMany(item => item.Line.Changes.Select(step => step.By?.Address).Append(item.Line.Assignee)).OfType<string>().Select(Person.Fold))
            .Distinct(StringComparer.Ordinal).ToList();
        Dictionary<string, Person> people;
        await using (var tables = store.Read())
        {
            people = await tables.People.Where(p => folded.Contains(p.FoldedAddress)).ToDictionaryAsync(p => p.FoldedAddress, StringComparer.Ordinal, cancellationToken);
        }

        var added = 0;
        foreach (var (number, person) in customers.Where(item => !people.ContainsKey(Person.Fold(item.Person.Address))))
        {
            var result = await accounts.AddPersonAsync(person.Name ?? person.Address.Split('@')[0], person.Address, Role.Customer, person.Language, password: null, by, cancellationToken);
            if (result.Person is not { } customer)
            {
                throw new ImportFileException(number, $"“{StorableText.Of(person.Address)}” can't be added: {string.Join(' ', result.Refusals.Select(refusal => refusal.Sentence.Key))}.");
            }

            people.Add(customer.FoldedAddress, customer);
            added++;
        }

        return (people, added);
    }

    private static ImportedTicket Ticket(int number, ImportLine line, Dictionary<string, Person> people, bool renumber) => new()
    {
        Subject = line.Subject,
        Department = line.Department,
        RequesterId = people[Person.Fold(line.Requester.Address)].Id,
        Number = renumber ? null : line.Number,
        FormerNumbers = renumber ? [.. line.FormerNumbers, line.Number] : line.FormerNumbers,
        Type = line.Type,
        IsTypeAssessed = line.TypeAssessed,
        Urgency = line.Urgency,
        AssigneeId = line.Assignee is { } assignee
            ? people.GetValueOrDefault(Person.Fold(assignee)) is { Role: not Role.Customer } staff
                ? staff.Id
                : throw new ImportFileException(number, $"“{StorableText.Of(assignee)}” is nobody of the staff; add the person first.")
            : null,
        Cc = [.. line.Cc.Select(address => new Acts.CcAddress(address))],
        Changes = [.. line.Changes.Select(step => new ImportedChange(step.At, step.By is { } by ? people.GetValueOrDefault(Person.Fold(by.Address))?.Id : null, step.Staff)
        {
            Body = step.Body,
            Format = step.Format,
            IsNote = step.Note,
            Status = step.Status,
        })],
    };
}

/// <summary>A line of an import file that is wrong.</summary>
internal sealed class ImportFileException(int line, string sentence) : Exception($"Line {line}: {sentence}");
