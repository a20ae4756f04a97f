using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

namespace Helpdesk.Testing;

/// <summary>
/// A PostgreSQL cluster of this test process: in a temporary folder, on the loopback alone, on a port of its own, made at
/// its first use and gone with the process. A shell keeps it and reads from us: when this process ends, by whatever
/// (kill -9 included), the pipe closes, and the shell ends the server and removes the folder.
/// </summary>
internal sealed class PostgresServer
{
    private const string User = "helpdesk";

    // $1 the folder of the programs, $2 the port. Durability is left to the operating system: what the tests kill is never the server.
    private const string Keeper =
        """
        set -e
        bin=$1 port=$2
        folder=$(mktemp -d)
        trap '"$bin/pg_ctl" -D "$folder/data" -m immediate stop > /dev/null 2>&1; rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        "$bin/initdb" -D "$folder/data" -U helpdesk -A trust -E UTF8 --locale=C --no-sync > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
        "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start \
            -o "-c listen_addresses=127.0.0.1 -p $port -c unix_socket_directories='' -c fsync=off -c max_connections=300" > /dev/null 2>&1 || { cat "$folder/log"; exit 1; }
        echo "ready $(head -n 1 "$folder/data/postmaster.pid")"
        cat > /dev/null
        """;

    private static readonly Lazy<Task<PostgresServer>> Ours = new(() => Task.Run(StartAsync));

    // Held, so that the pipe lives as long as the process.
    private readonly Process _keeper;
    private readonly int _port;

    private PostgresServer(Process keeper, int port, int id)
    {
        _keeper = keeper;
        _port = port;
        Id = id;
    }

    /// <summary>The server's own process, the parent of those that answer.</summary>
    public int Id { get; }

    /// <summary>The server of this process. Without one installed the test is skipped, or fails where HELPDESK_REQUIRE=all.</summary>
    public static async Task<PostgresServer> RequireAsync()
    {
        if (Programs() is null)
        {
            Required.Missing("PostgreSQL is not installed (no initdb in /usr/lib/postgresql/*/bin or on the PATH).");
        }

        return await Ours.Value;
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = User, Database = database, MaxPoolSize = 64, IncludeErrorDetail = true }.ToString();

    /// <summary>Runs a statement that belongs to no database in particular.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var port = Loopback.FreePort();
        // PostgreSQL refuses to run as root.
        IEnumerable<string> user = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];
        string[] line = [.. user, "sh", "-c", Keeper, "keeper", Programs()!, port.ToString(CultureInfo.InvariantCulture)];
        var keeper = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var said = "";
        while (await keeper.StandardOutput.ReadLineAsync() is { } heard)
        {
            if (heard.Split(' ') is ["ready", var id])
            {
                return new PostgresServer(keeper, port, int.Parse(id, CultureInfo.InvariantCulture));
            }

            said += heard + "\n";
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{said}");
    }

    private static string? Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(Version).Select(version => Path.Combine(version, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

        static double Version(string folder) =>
            double.TryParse(Path.GetFileName(folder), NumberStyles.Float, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
