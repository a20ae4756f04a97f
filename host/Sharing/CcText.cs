using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Host.Sharing;

/// <summary>Addresses as people write them into one field: separated by commas, semicolons, spaces or line breaks, and as mail programs copy them.</summary>
internal static class CcText
{
    private static readonly char[] Ends = [',', ';', '\n', '\r'];

    public static IReadOnlyList<CcAddress> Read(string? text) =>
        [.. (text ?? "").Split(Ends, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Addresses)];

    private static IEnumerable<CcAddress> Addresses(string part)
    {
        // Ann Jones <ann@example.com>
        if (part is [.., '>'] && part.LastIndexOf('<') is var at and >= 0)
        {
            return [new CcAddress(part[(at + 1)..^1].Trim(), part[..at].Trim().Trim('"').Trim())];
        }

        return part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(address => new CcAddress(address));
    }
}
