using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Storage;

/// <summary>One of the three databases, as far as they differ. The host brings the providers.</summary>
internal interface IDatabase
{
    /// <summary><c>sqlite</c>, <c>postgres</c> or <c>sqlserver</c>.</summary>
    string Provider { get; }

    /// <summary>Whether the database takes one writer at a time, so that writers of this process queue at a gate.</summary>
    bool HasOneWriter { get; }

    /// <summary>A connection that is not open yet.</summary>
    DbConnection CreateConnection();

    /// <summary>Points a context at the database: through a connection that is given, else through one of its own.</summary>
    void Use(DbContextOptionsBuilder options, DbConnection? connection = null);

    /// <summary>Adds EF Core's own services for this database, for contexts whose models are to be collected with a generation.</summary>
    void AddModels(IServiceCollection services);

    /// <summary>
    /// Takes the database away from whoever still uses a connection that is about to be closed: the statement it is at is
    /// ended, and so is any other that takes its time. The transaction is lost.
    /// </summary>
    ValueTask CutOffAsync(DbConnection connection);

    /// <summary>What lets one process at a time change the schema, for as long as the transaction lasts; null where the write lock already does.</summary>
    string? SchemaLockSql { get; }

    /// <summary>Selects the names of all tables that somebody made, in the schema that the desk uses.</summary>
    string TableNamesSql { get; }

    /// <summary>Drops one table; where others of the same owner refer to it, their references go with it or it fails.</summary>
    /// <param name="quotedName">The name as the database wants it quoted.</param>
    string DropTableSql(string quotedName);
}
