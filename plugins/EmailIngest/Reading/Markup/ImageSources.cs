using System.Buffers;

namespace Helpdesk.EmailIngest.Reading.Markup;

internal sealed record ImageSource(string Attribute, string Value);

/// <summary>Where the images of a page come from: the mail itself, or elsewhere, from where nothing is fetched until somebody asks.</summary>
/// <param name="byLocation">Files of the mail by their Content-Location (RFC 2557).</param>
internal sealed class ImageSources(IReadOnlyDictionary<string, string> byLocation)
{
    public const string Remote = "data-remote-src";

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n");

    private readonly HashSet<string> _shown = new(StringComparer.OrdinalIgnoreCase);

    public bool Shows(string? contentId) => contentId is not null && _shown.Contains(contentId);

    public ImageSource? Find(string said)
    {
        var source = said.Trim();
        if (source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            return OfMail(Uri.UnescapeDataString(source[4..]).Trim('<', '>', ' '));
        }

        if (byLocation.TryGetValue(source, out var id))
        {
            return OfMail(id);
        }

        if (source.StartsWith("//", StringComparison.Ordinal))
        {
            source = "https:" + source;
        }

        var isRemote = source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isRemote ? new ImageSource(Remote, source) : IsData(source) ? new ImageSource("src", source) : null;
    }

    private ImageSource OfMail(string id)
    {
        _shown.Add(id);
        return new ImageSource("src", "cid:" + id);
    }

    /// <summary>Pixels only: an SVG could run or load something.</summary>
    private static bool IsData(string source)
    {
        foreach (var kind in (ReadOnlySpan<string>)["png", "jpeg", "jpg", "gif", "webp", "bmp"])
        {
            var start = $"data:image/{kind};base64,";
            if (source.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return !source.AsSpan(start.Length).ContainsAnyExcept(Base64);
            }
        }

        return false;
    }
}
