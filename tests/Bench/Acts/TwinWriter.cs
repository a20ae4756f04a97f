using System.Globalization;
using Helpdesk.Bench.Twins;
using Helpdesk.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Bench.Acts;

/// <summary>The rows that opening a ticket and replying leave behind, written by hand: one transaction each, one connection, statements prepared once.</summary>
internal sealed class TwinWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly IdSource _ids;
    private readonly long _requester;
    private readonly long _department;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _brand;
    private readonly SqliteCommand _ticket;
    private readonly SqliteCommand _number;
    private readonly SqliteCommand _message;
    private readonly SqliteCommand _history;
    private readonly SqliteCommand _outbox;
    private readonly SqliteCommand _subscribers;
    private readonly SqliteCommand _take;
    private readonly SqliteCommand _stamp;

    public TwinWriter(string connectionString, IdSource ids, long requester, long department)
    {
        (_ids, _requester, _department) = (ids, requester, department);
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        using var pragmas = _connection.CreateCommand();
        pragmas.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        pragmas.ExecuteNonQuery();
        _brand = Prepare("UPDATE desk_brand SET next_number = next_number + 1 RETURNING id, next_number - 1");
        _ticket = Prepare(
            """
            INSERT INTO desk_ticket (id, number, number_length, version, subject, folded_subject, brand_id, department_id, requester_id, organisation_id, status_key, status_kind, urgency, is_kept_from_organisation, created_at, updated_at)
            VALUES ($id, $number, 6, 1, $subject, $folded, $brand, $department, $requester, NULL, 'open', 1, 1, 0, $now, $now)
            """);
        _number = Prepare("INSERT INTO desk_ticket_number (number, ticket_id) VALUES ($number, $id)");
        _message = Prepare(
            """
            INSERT INTO desk_message (id, ticket_id, kind, author_id, by_staff, body, format, html, channel, occurred_at, recorded_at)
            VALUES ($message, $id, 0, $requester, 0, $body, 0, NULL, 'web', $now, $now)
            """);
        _history = Prepare(
            """
            INSERT INTO desk_history (id, ticket_id, version, actor_id, channel, acts, is_for_staff, occurred_at, recorded_at)
            VALUES ($history, $id, $version, $requester, 'web', $acts, 0, $now, $now)
            """);
        _subscribers = Prepare("SELECT receiver FROM desk_subscription WHERE event_name = $event");
        _outbox = Prepare(
            """
            INSERT INTO desk_outbox (id, receiver, plugin_id, event_name, payload, lane, lane_position, depth, occurred_at, due_at, state, attempts, claims, starts)
            VALUES ($row, $receiver, 'bench', $event, $payload, NULL, $version, 1, $now, $now, 0, 0, 0, 0)
            """);
        _take = Prepare("SELECT version, status_key FROM desk_ticket WHERE id = $id");
        _stamp = Prepare("UPDATE desk_ticket SET version = $version, status_key = 'customer-reply', status_kind = 1, updated_at = $now WHERE id = $id AND version = $version - 1");
    }

    /// <summary>Opens a ticket.</summary>
    /// <returns>Its id.</returns>
    public long Open(string subject, string body)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var (id, message, now) = (_ids.Next(), _ids.Next(), TwinDatabase.Now());
        long brand, counter;
        using (var row = Run(_brand, transaction).ExecuteReader())
        {
            row.Read();
            (brand, counter) = (row.GetInt64(0), row.GetInt64(1));
        }

        var number = counter.ToString("000000", CultureInfo.InvariantCulture);
        Run(_ticket, transaction, ("$id", id), ("$number", number), ("$subject", subject), ("$folded", subject.ToLowerInvariant()), ("$brand", brand), ("$department", _department), ("$requester", _requester), ("$now", now)).ExecuteNonQuery();
        Run(_number, transaction, ("$number", number), ("$id", id)).ExecuteNonQuery();
        Say(transaction, id, message, 1, body, "open/1", now);
        Tell(transaction, "ticket.opened/1", id, message, 1, now);
        transaction.Commit();
        return id;
    }

    public void Reply(long id, string body)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var (message, now) = (_ids.Next(), TwinDatabase.Now());
        long version;
        using (var row = Run(_take, transaction, ("$id", id)).ExecuteReader())
        {
            row.Read();
            version = row.GetInt64(0) + 1;
        }

        Run(_stamp, transaction, ("$id", id), ("$version", version), ("$now", now)).ExecuteNonQuery();
        Say(transaction, id, message, version, body, "reply/1", now);
        Tell(transaction, "ticket.replied/1", id, message, version, now);
        transaction.Commit();
    }

    public void Dispose()
    {
        _commands.ForEach(command => command.Dispose());
        _connection.Dispose();
    }

    private void Say(SqliteTransaction transaction, long id, long message, long version, string body, string act, string now)
    {
        Run(_message, transaction, ("$message", message), ("$id", id), ("$requester", _requester), ("$body", body), ("$now", now)).ExecuteNonQuery();
        var acts = string.Create(CultureInfo.InvariantCulture, $$"""[{"act":"{{act}}","message":"{{message}}"}]""");
        Run(_history, transaction, ("$history", _ids.Next()), ("$id", id), ("$version", version), ("$requester", _requester), ("$acts", acts), ("$now", now)).ExecuteNonQuery();
    }

    private void Tell(SqliteTransaction transaction, string name, long id, long message, long version, string now)
    {
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""{"ticketId":{{id}},"ticketVersion":{{version}},"messageId":{{message}},"actorId":{{_requester}}}""");
        var receivers = new List<string>();
        using (var row = Run(_subscribers, transaction, ("$event", name)).ExecuteReader())
        {
            while (row.Read())
            {
                receivers.Add(row.GetString(0));
            }
        }

        foreach (var receiver in receivers)
        {
            Run(_outbox, transaction, ("$row", _ids.Next()), ("$receiver", receiver), ("$event", name), ("$payload", payload), ("$version", version), ("$now", now)).ExecuteNonQuery();
        }
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        _commands.Add(command);
        return command;
    }

    private static SqliteCommand Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            if (command.Parameters.Contains(name))
            {
                command.Parameters[name].Value = value;
            }
            else
            {
                command.Parameters.AddWithValue(name, value);
            }
        }

        return command;
    }
}
