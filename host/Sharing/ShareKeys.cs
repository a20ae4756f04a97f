using System.Collections.Frozen;
using Helpdesk.Engine.Tickets.Acts;

namespace Helpdesk.Host.Sharing;

/// <summary>How addresses and JSON call what a ticket is shared with: <c>person</c>, <c>organisation</c>, <c>site</c>.</summary>
internal static class ShareKeys
{
    private static readonly FrozenDictionary<ShareKind, string> Keys = Enum.GetValues<ShareKind>().ToFrozenDictionary(kind => kind, kind => kind.ToString().ToLowerInvariant());

    public static string Of(ShareKind kind) => Keys[kind];

    /// <summary>Null for what is none.</summary>
    public static ShareWith? Read(string? kind, long? id)
    {
        foreach (var (known, key) in Keys)
        {
            if (key == kind && id is { } of)
            {
                return new ShareWith(known, of);
            }
        }

        return null;
    }
}
