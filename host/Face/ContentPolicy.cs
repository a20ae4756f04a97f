namespace Helpdesk.Host.Face;

/// <summary>
/// The Content-Security-Policy of an endpoint that needs another one than the pages: add it to the endpoint's metadata.
/// </summary>
/// <param name="Value">The whole policy.</param>
internal sealed record ContentPolicy(string Value)
{
    /// <summary>Nothing but what comes from here; no script or style inside a page, no frame around it.</summary>
    public static ContentPolicy Pages { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'");

    /// <summary>
    /// For a mail as it came, in a frame: it may look as it likes, and do nothing. It counts as of this place so that its pictures are to be had, which is
    /// harmless where nothing runs.
    /// </summary>
    /// <param name="withRemote">Whether pictures from elsewhere are fetched, as somebody asked.</param>
    public static ContentPolicy MailPage(bool withRemote) => new(
        $"sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'{(withRemote ? " https:" : "")}; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'");

    /// <summary>For files that people uploaded: whatever is in them does nothing.</summary>
    public static ContentPolicy Inert { get; } = new("sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}
