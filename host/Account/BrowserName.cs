namespace Helpdesk.Host.Account;

/// <summary>What a browser is called by people, so that they know their own again. It is what the browser says, which may be anything.</summary>
internal static class BrowserName
{
    /// <summary>By the words that only they have; those that call themselves by others' names too come first.</summary>
    private static readonly (string Word, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Word, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    /// <param name="userAgent">As it was sent (RFC 9110 §10.1.5).</param>
    /// <returns>Such as <c>Firefox, Linux</c>; empty where it says neither.</returns>
    public static string Of(string? userAgent) =>
        string.Join(", ", new[] { Named(Browsers, userAgent ?? ""), Named(Systems, userAgent ?? "") }.Where(name => name is not null));

    private static string? Named((string Word, string Name)[] names, string userAgent) =>
        names.Where(name => userAgent.Contains(name.Word, StringComparison.Ordinal)).Select(name => name.Name).FirstOrDefault();
}
