using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace Helpdesk.Host.Tests.Outbox;

internal enum Outcome
{
    /// <summary>The desk went away in the middle: it may be there, or not.</summary>
    Unknown,

    /// <summary>201: it must be there.</summary>
    Acknowledged,

    /// <summary>4xx: it must not be there.</summary>
    Refused,
}

/// <summary>Something that was said to the desk: a ticket (by its subject and first message) or a reply.</summary>
internal sealed class Said(string text, bool opens, bool byStaff)
{
    /// <summary>Nobody else says the same.</summary>
    public string Text { get; } = text;

    public bool Opens { get; } = opens;

    public bool ByStaff { get; } = byStaff;

    /// <summary>The ticket it was said on, where that is known.</summary>
    public string? Number { get; set; }

    public Outcome Outcome { get; set; }
}

/// <summary>Customers who open tickets and write on them, and staff who answer, all at once; it remembers what the desk said to each.</summary>
internal sealed class Crowd(string customerToken, string agentToken, int customers = 4, int agents = 3)
{
    /// <summary>Several write on one ticket now and then, so that some are overtaken.</summary>
    private const int TicketsInView = 12;

    private readonly ConcurrentQueue<Said> _said = [];
    private readonly ConcurrentQueue<HttpStatusCode> _surprises = [];
    private readonly ConcurrentQueue<string> _gone = [];
    private readonly Lock _lock = new();
    private readonly List<string> _numbers = [];
    private int _count;
    private int _answers;

    public IReadOnlyCollection<Said> Said => _said;

    /// <summary>How many got an answer, whatever it was.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Answers that nobody should get: 5xx.</summary>
    public IReadOnlyCollection<HttpStatusCode> Surprises => _surprises;

    /// <summary>What was said and answered until now, for a test that waits in vain.</summary>
    public string State => string.Create(
        CultureInfo.InvariantCulture,
        $"Of {_said.Count} said {_said.Count(said => said.Outcome == Outcome.Acknowledged)} were acknowledged and {_said.Count(said => said.Outcome == Outcome.Refused)} refused; surprises: {string.Join(' ', _surprises)}; gone: {string.Join(" | ", _gone)}");

    /// <summary>Works until told to stop, or until the desk does not answer any more.</summary>
    public Task WorkAsync(Uri desk, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, customers + agents).Select(i => Task.Run(() => WorkAsync(desk, byStaff: i >= customers, stop), CancellationToken.None)));

    private async Task WorkAsync(Uri desk, bool byStaff, CancellationToken stop)
    {
        using var person = new ApiPerson(desk, byStaff ? agentToken : customerToken);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (!byStaff && Random.Shared.Next(2) == 0)
                {
                    await OpenAsync(person);
                }
                else if (Pick() is { } number)
                {
                    await ReplyAsync(person, number, byStaff);
                }
                else if (byStaff)
                {
                    await Patience.UntilAsync(() => Task.FromResult(Pick() is not null || stop.IsCancellationRequested), "there is a ticket");
                }
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            // The desk was killed: what was on its way stays unknown.
            _gone.Enqueue(gone.Message);
        }
    }

    private async Task OpenAsync(ApiPerson person)
    {
        var said = Say(opens: true, byStaff: false);
        var (status, number) = await person.TryOpenAsync(said.Text, said.Text);
        Hear(said, status);
        if (said.Outcome == Outcome.Acknowledged)
        {
            said.Number = number;
            lock (_lock)
            {
                _numbers.Add(number);
            }
        }
    }

    private async Task ReplyAsync(ApiPerson person, string number, bool byStaff)
    {
        var said = Say(opens: false, byStaff);
        said.Number = number;
        Hear(said, await person.TryReplyAsync(number, said.Text));
    }

    private Said Say(bool opens, bool byStaff)
    {
        var said = new Said(string.Create(CultureInfo.InvariantCulture, $"said-{Interlocked.Increment(ref _count)}-"), opens, byStaff);
        _said.Enqueue(said);
        return said;
    }

    private void Hear(Said said, HttpStatusCode status)
    {
        Interlocked.Increment(ref _answers);
        said.Outcome = (int)status switch
        {
            201 => Outcome.Acknowledged,
            >= 400 and < 500 => Outcome.Refused,
            _ => Outcome.Unknown,
        };
        if (said.Outcome == Outcome.Unknown)
        {
            _surprises.Enqueue(status);
        }
    }

    private string? Pick()
    {
        lock (_lock)
        {
            return _numbers.Count == 0 ? null : _numbers[Random.Shared.Next(Math.Max(0, _numbers.Count - TicketsInView), _numbers.Count)];
        }
    }
}
