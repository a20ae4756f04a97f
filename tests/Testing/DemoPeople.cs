namespace Helpdesk.Testing;

/// <summary>The demo company's log-ins, which are made up at its first start and lie in its data directory.</summary>
internal sealed class DemoPeople
{
    public const string Customer = "customer@demo.example";
    public const string Colleague = "colleague@demo.example";
    public const string Agent = "agent@demo.example";
    public const string Administrator = "admin@demo.example";

    private readonly Dictionary<string, string> _passwords;

    private DemoPeople(Dictionary<string, string> passwords) => _passwords = passwords;

    public static DemoPeople Read(string dataDirectory) =>
        new(File.ReadLines(Path.Combine(dataDirectory, "demo-log-ins"))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal));

    public string PasswordOf(string address) => _passwords[address];
}
