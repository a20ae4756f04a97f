using System.Collections.Frozen;
using Helpdesk.Engine.Pages;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.Host.Face;

/// <summary>
/// Sends the built assets, as they were compressed when they were built. Their names carry their content, so a browser
/// keeps each for good; any other name below /assets/ is not there.
/// </summary>
internal sealed class AssetFiles
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly RequestDelegate _next;
    private readonly string _folder;
    private readonly FrozenSet<string> _files;

    public AssetFiles(RequestDelegate next, Assets assets, FaceOptions options)
    {
        _next = next;
        _folder = options.AssetFolder;
        _files = assets.Files.ToFrozenSet(StringComparer.Ordinal);
    }

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Assets.Root, StringComparison.Ordinal))
        {
            return _next(context);
        }

        if (!_files.TryGetValue(path[Assets.Root.Length..], out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var answer = context.Response;
        answer.ContentType = Types[Path.GetExtension(file)];
        answer.Headers.CacheControl = "public, max-age=31536000, immutable";
        answer.Headers.Vary = HeaderNames.AcceptEncoding;
        var (suffix, coding) = Coding(context.Request);
        if (coding is not null)
        {
            answer.Headers.ContentEncoding = coding;
        }

        var content = new FileInfo(Path.Combine(_folder, file + suffix));
        answer.ContentLength = content.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : answer.SendFileAsync(content.FullName, context.RequestAborted);
    }

    private static (string Suffix, string? Coding) Coding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(coding => coding.Quality is not 0).Select(coding => coding.Value.Value).ToList();
        return accepted.Contains("br", StringComparer.OrdinalIgnoreCase) ? (".br", "br")
            : accepted.Contains("gzip", StringComparer.OrdinalIgnoreCase) ? (".gz", "gzip")
            : ("", null);
    }
}
