using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Helpdesk.Testing;

/// <summary>A browser without a script: keeps cookies, fills in forms, follows nothing by itself.</summary>
/// <param name="address">Where the desk answers.</param>
public sealed class Browser(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    /// <summary>By name. The clock of the desk stands still in the past, so a jar that looks at dates would keep none.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends a request with the cookies, and keeps those that come back.</summary>
    /// <param name="request">The request; asks for a page unless it says otherwise.</param>
    /// <param name="completion">Whether to wait for the whole answer.</param>
    /// <param name="cancellationToken">Goes away before the answer is there.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.Accept.ParseAdd("text/html");
        }

        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var answer = await _client.SendAsync(request, completion, cancellationToken);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var (name, value) = (set.Split('=')[0], set.Split(';')[0][(set.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }

        return answer;
    }

    /// <summary>Asks for something, whatever the answer is.</summary>
    /// <param name="path">The path, with its query.</param>
    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens a page that ought to be there.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <exception cref="InvalidOperationException">The answer is anything but 200.</exception>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK
            ? await PageAsync(answer)
            : throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode} instead of a page.");
    }

    /// <summary>Reads an answer as a page.</summary>
    /// <param name="answer">The answer.</param>
    public static async Task<IHtmlDocument> PageAsync(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Opens the page for its token, then sends the fields.</summary>
    /// <param name="page">The path of the page with the form.</param>
    /// <param name="action">Where the form is sent to.</param>
    /// <param name="fields">What is in it.</param>
    /// <param name="files">What is uploaded with it, in the field <c>Files</c>.</param>
    public async Task<HttpResponseMessage> SendFormAsync(string page, string action, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, byte[] Content)[] files)
    {
        var document = await OpenAsync(page);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(new("__RequestVerificationToken", Token(document))))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "Files", name);
        }

        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = form });
    }

    /// <summary>The token that proves that a form is the desk's own.</summary>
    /// <param name="page">A page of the desk.</param>
    public static string Token(IHtmlDocument page) => (page ?? throw new ArgumentNullException(nameof(page))).QuerySelector("meta[name=request-token]")!.GetAttribute("content")!;

    /// <summary>Closes it.</summary>
    public void Dispose() => _client.Dispose();
}
