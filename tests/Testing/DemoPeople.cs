namespace Helpdesk.Testing;

/// <summary>The demo company's log-ins, which are made up at its first start and lie in its data directory.</summary>
public sealed class DemoPeople
{
    /// <summary>A customer.</summary>
    public const string Customer = "customer@demo.example";
    /// <summary>Another customer, of the same organisation.</summary>
    public const string Colleague = "colleague@demo.example";
    /// <summary>An agent.</summary>
    public const string Agent = "agent@demo.example";
    /// <summary>An administrator.</summary>
    public const string Administrator = "admin@demo.example";

    private readonly Dictionary<string, string> _passwords;

    private DemoPeople(Dictionary<string, string> passwords) => _passwords = passwords;

    internal static DemoPeople Read(string dataDirectory) =>
        new(File.ReadLines(Path.Combine(dataDirectory, "demo-log-ins"))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal));

    internal string PasswordOf(string address) => _passwords[address];
}
