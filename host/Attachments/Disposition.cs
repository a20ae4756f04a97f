using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Attachments;

/// <summary>The Content-Disposition of a download (RFC 6266): always 'attachment', the name in ASCII for old readers and in UTF-8 for all others.</summary>
internal static class Disposition
{
    public static string Of(string fileName)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(fileName);
        return header.ToString();
    }
}
