using System.Globalization;
using Helpdesk.Bench.Measuring;
using Helpdesk.Bench.Twins;
using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets.Events;
using Helpdesk.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Bench.Acts;

/// <summary>How many rows an outbox delivers to a handler that does nothing, against the updates and deletions that this takes by hand.</summary>
internal static class DeliveryBench
{
    private const double Aim = 5;
    private const double AimOfRate = 1_000;
    private const int Claim = 100;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        await using var ours = await TestDesk.OpenAsync(TestDatabase.Sqlite(folder), TimeProvider.System, Contributions());
        var database = TestDatabase.Sqlite(folder);
        await using var theirs = await TestDesk.OpenAsync(database, TimeProvider.System);
        using var twin = new TwinDelivery(database.ConnectionString, theirs.Ids);
        var outcome = await Duel.FightAsync(
            "deliver an event",
            Contender.Here(async count =>
            {
                await PublishAsync(ours, count);
                await ours.DeliverAllAsync();
            }),
            Contender.Here(count =>
            {
                twin.Put(count);
                twin.DeliverAll();
                return Task.CompletedTask;
            }));
        var table = new Table(output, "Delivery on SQLite, written and delivered", "what", "ours, CPU", "twin, CPU", "ratio", "ours, a second", "aim", "");
        var rate = 1 / outcome.Ours.Wall.TotalSeconds;
        table.Row(
            outcome.Name, Table.Written(outcome.Ours.Cpu), Table.Written(outcome.Theirs.Cpu), Table.Times(outcome.Ratio), string.Create(CultureInfo.InvariantCulture, $"{rate:0}"),
            $"≤ {Table.Times(Aim)} or ≥ 1,000 a second", Table.Verdict(outcome.Ratio <= Aim || rate >= AimOfRate));
    }

    private static PluginContributions Contributions()
    {
        var contributions = new PluginContributions("bench", new ServiceCollection());
        contributions.Receivers.Add(ReceiverFor.Event<TicketOpened, Nothing>("bench", "nothing", new DeliveryOptions()));
        return contributions;
    }

    private static async Task PublishAsync(TestDesk desk, int count)
    {
        foreach (var batch in Enumerable.Range(0, count).Chunk(1_000))
        {
            await desk.Store.WriteAsync(
                (unit, _) =>
                {
                    foreach (var i in batch)
                    {
                        unit.Publish(new TicketOpened(unit.NewId(), 1, i, null));
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None);
        }
    }

    private sealed class Nothing : IEventHandler<TicketOpened>
    {
        public Task HandleAsync(TicketOpened deskEvent, Delivery delivery, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Claims a hundred rows in one transaction, deletes each in one of its own.</summary>
    private sealed class TwinDelivery : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly IdSource _ids;

        public TwinDelivery(string connectionString, IdSource ids)
        {
            _ids = ids;
            _connection = new SqliteConnection(connectionString);
            _connection.Open();
            Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        }

        public void Put(int count)
        {
            foreach (var batch in Enumerable.Range(0, count).Chunk(1_000))
            {
                using var transaction = _connection.BeginTransaction(deferred: false);
                using var insert = _connection.CreateCommand();
                insert.Transaction = transaction;
                insert.CommandText =
                    """
                    INSERT INTO desk_outbox (id, receiver, plugin_id, event_name, payload, lane_position, depth, occurred_at, due_at, state, attempts, claims, starts)
                    VALUES ($id, 'plugin:bench:nothing', 'bench', 'ticket.opened/1', $payload, 1, 1, $now, $now, 0, 0, 0, 0)
                    """;
                var (id, payload) = (insert.Parameters.Add("$id", SqliteType.Integer), insert.Parameters.Add("$payload", SqliteType.Text));
                insert.Parameters.AddWithValue("$now", TwinDatabase.Now());
                foreach (var i in batch)
                {
                    id.Value = _ids.Next();
                    payload.Value = string.Create(CultureInfo.InvariantCulture, $$"""{"ticketId":{{_ids.Next()}},"ticketVersion":1,"messageId":{{i}},"actorId":null}""");
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        }

        public void DeliverAll()
        {
            while (true)
            {
                var rows = ClaimSome();
                if (rows.Count == 0)
                {
                    return;
                }

                foreach (var id in rows)
                {
                    using var transaction = _connection.BeginTransaction(deferred: false);
                    Run("DELETE FROM desk_outbox WHERE id = $id AND lease = 'twin'", transaction, id);
                    transaction.Commit();
                }
            }
        }

        public void Dispose() => _connection.Dispose();

        private List<long> ClaimSome()
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            using var claim = _connection.CreateCommand();
            claim.Transaction = transaction;
            claim.CommandText =
                $"""
                UPDATE desk_outbox SET state = 1, lease = 'twin', claims = claims + 1, lease_until = $now
                WHERE id IN (SELECT id FROM desk_outbox WHERE state = 0 AND due_at <= $now ORDER BY due_at, id LIMIT {Claim})
                RETURNING id, payload
                """;
            claim.Parameters.AddWithValue("$now", TwinDatabase.Now());
            var rows = new List<long>();
            using (var reader = claim.ExecuteReader())
            {
                while (reader.Read())
                {
                    rows.Add(reader.GetInt64(0));
                }
            }

            transaction.Commit();
            return rows;
        }

        private void Run(string sql, SqliteTransaction? transaction = null, long id = 0)
        {
            using var command = _connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            if (id != 0)
            {
                command.Parameters.AddWithValue("$id", id);
            }

            command.ExecuteNonQuery();
        }
    }
}
