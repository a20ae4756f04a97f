using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Host.Tests.Outbox;

/// <summary>A desk in a process of its own that dies and comes back, with data that outlives it. Several may share one database.</summary>
internal sealed class MortalDesk : IAsyncDisposable
{
    private readonly bool _ownsDatabase;
    private readonly Dictionary<string, string> _environment;
    private readonly List<string> _logs = [];
    private DeskProcess? _life;

    private MortalDesk(TestDatabase database, bool ownsDatabase, IReadOnlyDictionary<string, string>? environment)
    {
        Database = database;
        _ownsDatabase = ownsDatabase;
        _environment = new(environment ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["HELPDESK__Database__Provider"] = database.Database.Provider,
            ["HELPDESK__Database__ConnectionString"] = database.ConnectionString,
        };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("helpdesk-").FullName;

    public TestDatabase Database { get; }

    /// <summary>What it calls itself in the rows that it has in hand.</summary>
    public string Node => File.ReadAllText(Path.Combine(Folder, "node"));

    public DeskProcess Life => _life ?? throw new InvalidOperationException("The desk is dead.");

    /// <summary>What all of its lives have written.</summary>
    public string Log => string.Join('\n', [.. _logs, _life?.Log ?? ""]);

    /// <summary>Prepares a desk; it does not live yet.</summary>
    /// <param name="provider">A database of its own.</param>
    /// <param name="fixtures">Plugins that are installed, and not enabled.</param>
    public static async Task<MortalDesk> PrepareAsync(string provider, IReadOnlyDictionary<string, string>? environment = null, params string[] fixtures)
    {
        var desk = new MortalDesk(await TestDatabase.CreateAsync(provider), ownsDatabase: true, environment);
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(desk.Folder), fixtures);
        return desk;
    }

    /// <summary>Another server on the same database, with a data directory of its own.</summary>
    public MortalDesk Another(params string[] fixtures)
    {
        var desk = new MortalDesk(Database, ownsDatabase: false, _environment);
        FixturePlugins.Lay(RunningDesk.PluginFolderOf(desk.Folder), fixtures);
        return desk;
    }

    public async Task<DeskProcess> StartAsync(params string[] args) => _life = await DeskProcess.StartAsync(Folder, _environment, args);

    /// <summary>Starts a life and waits for nothing.</summary>
    public DeskProcess Begin() => _life = DeskProcess.Begin(Folder, _environment);

    public async Task KillAsync()
    {
        await Life.KillAsync();
        await BuryAsync();
    }

    /// <summary>As a supervisor ends a service.</summary>
    public async Task StopAsync()
    {
        await Life.SignalAsync("TERM");
        await Life.WaitForEndAsync();
        await BuryAsync();
    }

    /// <summary>After a death of its own.</summary>
    public async Task BuryAsync()
    {
        _logs.Add(Life.Log);
        await Life.DisposeAsync();
        _life = null;
    }

    /// <summary>Runs a verb that ought to go well, and returns what it prints.</summary>
    public async Task<string> DoAsync(params string[] verb)
    {
        var (code, output, errors) = await RunAsync(verb);
        return code == 0 ? output.Trim() : throw new InvalidOperationException($"'{string.Join(' ', verb)}' ended with {code}: {errors}{output}");
    }

    public Task<(int Code, string Output, string Errors)> RunAsync(params string[] verb) => DeskProcess.RunAsync(Folder, _environment, verb);

    public Task<string> TokenAsync(string person) => DoAsync("token", "create", "--user", person, "--scope", "tickets");

    /// <summary>The desk's tables, past every rule: for judging.</summary>
    public DeskTables Read() => Judging.Read(Database);

    public async Task<IReadOnlyList<OutboxRow>> OutboxAsync()
    {
        await using var tables = Read();
        return await tables.OnItsWay().AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_life is not null)
        {
            await _life.DisposeAsync();
        }

        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
