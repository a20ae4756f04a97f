using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Host.Databases.Lending;

/// <summary>A command as ADO.NET knows it: from its first run to its end it has a statement of the session.</summary>
internal sealed class LentCommand(LentConnection connection) : DbCommand
{
    private readonly SqliteCommand _told = new();
    private SqliteCommand? _statement;
    private SqliteDataReader? _reader;
    private string _text = "";

    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            GiveBack();
            _text = value ?? "";
        }
    }

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException("SQLite knows statements in SQL alone.");
            }
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => _told.Parameters;

    /// <summary>None is as good as the one that the connection is in.</summary>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>Does nothing, as SQLite's own: what takes too long is cut off with its connection.</summary>
    public override void Cancel()
    {
    }

    /// <summary>Does nothing: every statement is prepared once in its session.</summary>
    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => Run(static statement => statement.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(static statement => statement.ExecuteScalar());

    /// <summary>Ends it: the session has its statement again.</summary>
    public void GiveBack() => GiveBack(isWell: true);

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => _reader = Run(statement => statement.ExecuteReader(behavior & ~CommandBehavior.CloseConnection));

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
            _told.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> run)
    {
        if (DbTransaction is LentTransaction { IsOver: true })
        {
            throw new InvalidOperationException("The transaction is over; what was to be a part of it must not be done by itself.");
        }

        _statement ??= connection.Take(this);
        _statement.Transaction = connection.Transaction;
        _statement.CommandTimeout = CommandTimeout;
        _statement.Parameters.Clear();
        foreach (SqliteParameter parameter in _told.Parameters)
        {
            _statement.Parameters.Add(parameter);
        }

        try
        {
            return run(_statement);
        }
        catch
        {
            GiveBack(isWell: false);
            throw;
        }
    }

    private void GiveBack(bool isWell)
    {
        if (_statement is not { } statement)
        {
            return;
        }

        _statement = null;
        _reader?.Dispose();
        _reader = null;
        connection.Keep(this, statement, isWell);
    }
}
