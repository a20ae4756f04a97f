using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Taking;

/// <summary>Pictures that a page has written into itself (RFC 2397) become files, as those are that came beside it.</summary>
internal sealed partial class DataPictures
{
    private const string Domain = "@data";

    private const int MatchMilliseconds = 2_000;

    private readonly Dictionary<string, InboundFile> _found = new(StringComparer.Ordinal);

    public IReadOnlyCollection<InboundFile> Found => _found.Values;

    /// <param name="page">As the reading of mail cleans it: no other picture is written into it.</param>
    public string? TakeOut(string? page) => page is null ? null : Source().Replace(page, match => $"src=\"cid:{IdOf(match)}\"");

    private string IdOf(Match match)
    {
        var bytes = new byte[match.Groups["data"].Length];
        if (!Convert.TryFromBase64Chars(match.Groups["data"].ValueSpan, bytes, out var length))
        {
            return "";
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))) + Domain;
        var kind = match.Groups["kind"].Value;
        _found.TryAdd(id, new InboundFile(string.Create(CultureInfo.InvariantCulture, $"picture-{_found.Count + 1}.{kind}"), $"image/{kind}", bytes.AsMemory(0, length)) { ContentId = id });
        return id;
    }

    [GeneratedRegex("src=\"data:image/(?<kind>[a-z]{3,4});base64,(?<data>[A-Za-z0-9+/=\\s]*)\"", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Source();
}
