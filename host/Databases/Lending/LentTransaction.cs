using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Host.Databases.Lending;

/// <summary>A transaction of a lent session.</summary>
internal sealed class LentTransaction(LentConnection connection, SqliteTransaction inner) : DbTransaction
{
    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => true;

    public bool IsOver => inner.Connection is null;

    protected override DbConnection? DbConnection => IsOver ? null : connection;

    public override void Commit()
    {
        inner.Commit();
        connection.Ended();
    }

    public override void Rollback()
    {
        inner.Rollback();
        connection.Ended();
    }

    public override void Save(string savepointName) => inner.Save(savepointName);

    public override void Rollback(string savepointName) => inner.Rollback(savepointName);

    public override void Release(string savepointName) => inner.Release(savepointName);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !IsOver)
        {
            inner.Dispose();
            connection.Ended();
        }

        base.Dispose(disposing);
    }
}
