namespace Helpdesk.Host.Face;

/// <summary>Who asks: a person who waits for a page, or a program that wants an answer it can read.</summary>
internal static class Asking
{
    public static bool IsForPeople(this HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || request.Headers.ContainsKey("HX-Request"))
        {
            return false;
        }

        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 || accepted.Any(type => type.MatchesMediaType("text/html"));
    }
}
