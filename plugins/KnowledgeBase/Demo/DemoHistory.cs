using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.KnowledgeBase.Demo;

/// <summary>When an article of the demo was written and what readers said of it: made up, but the same at each start.</summary>
internal sealed class DemoHistory
{
    private const int DaysOfHistory = 540;
    private const int MostVotes = 14;

    private readonly DateTimeOffset _today;
    private readonly byte[] _dice;

    public DemoHistory(string key, DateTimeOffset now)
    {
        _today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        _dice = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        Age = 3 + (((_dice[0] << 8) | _dice[1]) % (DaysOfHistory - 3));
    }

    /// <summary>When its newest text was written, in days before today.</summary>
    private int Age { get; }

    /// <summary>It was there some weeks before it was last changed.</summary>
    public DateTimeOffset WrittenAt => At(Age + 20 + (_dice[2] % 60), _dice[3]);

    /// <summary>Votes of nobody in particular; most are content.</summary>
    public IEnumerable<(string Voter, bool IsHelpful)> Votes =>
        Enumerable.Range(0, _dice[4] % (MostVotes + 1)).Select(voter => (string.Create(CultureInfo.InvariantCulture, $"d{voter}"), _dice[5 + voter] % 5 != 0));

    /// <summary>Translations follow within days.</summary>
    public DateTimeOffset UpdatedAt(string language) => At(Math.Max(1, Age - ((_dice[20] + language[0]) % 5)), (byte)(_dice[21] + language[1]));

    /// <summary>On that day, in office hours.</summary>
    private DateTimeOffset At(int daysAgo, byte dice) => _today.AddDays(-daysAgo).AddHours(8 + (dice % 9)).AddMinutes(dice % 60);
}
