using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Host.Databases.Lending;

/// <summary>A connection as ADO.NET knows it: between opening and closing it has a session of the pool.</summary>
internal sealed class LentConnection(SessionPool pool, string connectionString, string file) : DbConnection
{
    private readonly List<LentCommand> _commands = [];
    private Session? _session;

    [AllowNull]
    public override string ConnectionString
    {
        get => connectionString;
        set => throw new NotSupportedException("The session was opened long ago.");
    }

    public override string Database => "main";

    public override string DataSource => file;

    public override string ServerVersion => Session.ServerVersion;

    public override ConnectionState State => _session is null ? ConnectionState.Closed : ConnectionState.Open;

    public SqliteTransaction? Transaction { get; private set; }

    private Session Session => _session ?? throw new InvalidOperationException("The connection is not open.");

    public override void Open()
    {
        if (_session is null)
        {
            _session = pool.Lend();
            OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
        }
    }

    public override void Close()
    {
        if (_session is not { } session)
        {
            return;
        }

        while (_commands is [.., var last])
        {
            last.GiveBack();
        }

        _session = null;
        // Whoever was cut off may still be in a statement: nobody shall get this session after.
        if (End() && !session.IsCutOff)
        {
            pool.TakeBack(session);
        }
        else
        {
            session.Dispose();
        }

        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A SQLite file is one database.");

    /// <summary>Ends what is going on here with an error, and whatever begins before the connection is closed.</summary>
    public void CutOff() => _session?.CutOff();

    public SqliteCommand Take(LentCommand command)
    {
        var statement = Session.Take(command.CommandText);
        _commands.Add(command);
        return statement;
    }

    /// <param name="isWell">Whether its work ended as it should, so that it can be used again.</param>
    public void Keep(LentCommand command, SqliteCommand statement, bool isWell)
    {
        _commands.Remove(command);
        if (isWell && _session is { } session)
        {
            session.Keep(statement);
        }
        else
        {
            statement.Dispose();
        }
    }

    public void Ended() => Transaction = null;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        Transaction = Session.Begin(isolationLevel);
        return new LentTransaction(this, Transaction);
    }

    protected override DbCommand CreateDbCommand() => new LentCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    /// <summary>Rolls back what was left open.</summary>
    /// <returns>Whether the session is as it was when it came.</returns>
    private bool End()
    {
        try
        {
            Transaction?.Dispose();
            return true;
        }
        catch (SqliteException)
        {
            // Closing the session rolls back what would not be.
            return false;
        }
        finally
        {
            Transaction = null;
        }
    }
}
