using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Databases.Lending;

/// <summary>
/// A connection to the file that stays open, with the statements that were prepared on it. Opening one anew for each
/// query and preparing what was prepared a moment ago was a third of the time of a page.
/// </summary>
internal sealed class Session : IDisposable
{
    /// <summary>About a millisecond's work. What a rollback does is far less, so it always comes to its end.</summary>
    private const int StepsBetweenLooks = 100_000;

    private const int MostStatements = 400;
    private const int LongestStatement = 16 * 1024;

    /// <summary>In characters or bytes: a statement holds on to what it was given last.</summary>
    private const int LargestValue = 32 * 1024;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    // Written by the one who has lost patience, read by the thread that is in the statement.
    private volatile bool _isCutOff;

    public Session(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
            // Not sqlite3_interrupt: that would miss a statement which begins a moment later, and the rollback would
            // wait for that one, gate in hand.
            SQLitePCL.raw.sqlite3_progress_handler(_connection.Handle, StepsBetweenLooks, static session => ((Session)session)._isCutOff ? 1 : 0, this);
            // A plan that depends on what a parameter holds this time would be made anew each time.
            SQLitePCL.raw.sqlite3_db_config(_connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            Prepare();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public string ServerVersion => _connection.ServerVersion;

    /// <summary>Whatever is going on here, and whatever begins, ends with an error: see <see cref="CutOff"/>.</summary>
    public bool IsCutOff => _isCutOff;

    public SqliteTransaction Begin(System.Data.IsolationLevel isolationLevel) => _connection.BeginTransaction(isolationLevel);

    /// <summary>A statement for one user at a time, prepared if it has been here before.</summary>
    public SqliteCommand Take(string sql) => _statements.Remove(sql, out var statement) ? statement : new SqliteCommand(sql, _connection);

    /// <summary>Keeps a statement whose work has ended well.</summary>
    public void Keep(SqliteCommand statement)
    {
        if (statement.CommandText.Length > LongestStatement || statement.Parameters.Cast<SqliteParameter>().Any(IsLarge))
        {
            statement.Dispose();
            return;
        }

        if (_statements.Count >= MostStatements)
        {
            Forget();
        }

        statement.Parameters.Clear();
        statement.Transaction = null;
        if (!_statements.TryAdd(statement.CommandText, statement))
        {
            statement.Dispose();
        }
    }

    /// <summary>For good: a session that was cut off is not lent out again.</summary>
    public void CutOff() => _isCutOff = true;

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private static bool IsLarge(SqliteParameter parameter) => parameter.Value is byte[] { Length: > LargestValue } or string { Length: > LargestValue };

    private void Prepare()
    {
        using var command = _connection.CreateCommand();
        // The busy time-out first: the switch to WAL needs a lock itself. SQLite's own waiting looks again every few
        // milliseconds, the provider's every 150. FULL, because in WAL mode a lesser level may lose a commit with the power.
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA busy_timeout = {_connection.DefaultTimeout * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        command.ExecuteNonQuery();
        AddFunctions();
    }

    /// <summary>What Entity Framework translates decimals and patterns to: functions that it adds to a connection when a context is made on it.</summary>
    private void AddFunctions()
    {
        using var context = new DbContext(new DbContextOptionsBuilder().UseSqlite(_connection).Options);
        _ = context.Database.GetDbConnection();
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
