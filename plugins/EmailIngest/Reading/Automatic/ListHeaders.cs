namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Mail that came through a list (RFC 2369, RFC 2919); whoever wrote to it wrote it.</summary>
internal static class ListHeaders
{
    private static readonly string[] Discussion =
    [
        "List-Id", "List-Post", "List-Owner", "List-Help", "List-Subscribe", "List-Archive", "Mailing-List", "X-Mailing-List", "X-BeenThere",
    ];

    public static bool IsDiscussion(HeaderValues headers) =>
        Array.Exists(Discussion, headers.Has)
        || headers.All("Precedence").Any(value => HeaderValues.Keyword(value) == "list")
        || headers.All("Sender").Concat(headers.All("Return-Path")).Any(IsListOwner);

    public static bool IsList(HeaderValues headers) => IsDiscussion(headers) || headers.Has("List-Unsubscribe");

    /// <summary>Majordomo knew no header but these.</summary>
    private static bool IsListOwner(string sender)
    {
        var local = AddressScan.All(sender).Select(found => found.Address[..found.Address.IndexOf('@', StringComparison.Ordinal)]).FirstOrDefault() ?? "";
        return local.StartsWith("owner-", StringComparison.OrdinalIgnoreCase) || local.EndsWith("-owner", StringComparison.OrdinalIgnoreCase)
            || local.EndsWith("-bounces", StringComparison.OrdinalIgnoreCase);
    }
}
