using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// Somebody before a browser. Whatever the browser complains of on the way (a script that fails, a breach of the content
/// policy, an answer that is an error) is noted; see <see cref="ShouldBeContent"/>.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string ReportBreaches =
        "document.addEventListener('securitypolicyviolation', e => console.error(`Content policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))";

    /// <summary>What htmx says of a question that got no answer.</summary>
    private static readonly string[] OfNoAnswer = ["htmx:afterRequest", "htmx:sendError", "htmx:sendAbort"];

    private readonly RunningDesk _desk;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _unanswered = new();
    private int _left;

    private Visitor(RunningDesk desk, IBrowserContext context, IPage page)
    {
        _desk = desk;
        _context = context;
        Page = page;
    }

    public IPage Page { get; private set; }

    /// <summary>How many times each path was asked for.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new(StringComparer.Ordinal);

    public static async Task<Visitor> ComeAsync(IBrowser browser, RunningDesk desk, bool withScript)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = desk.Address.ToString(),
            JavaScriptEnabled = withScript,
            Locale = "en-GB",
            // Colours that are under way to others are nobody's choice.
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Amsterdam",
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        await context.AddInitScriptAsync(ReportBreaches);
        var visitor = new Visitor(desk, context, page: null!);
        await visitor.OpenTabAsync();
        return visitor;
    }

    /// <summary>Goes on in another tab of the same browser.</summary>
    public async Task<IPage> OpenTabAsync()
    {
        Page = await _context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                (OfNoAnswer.Contains(message.Text, StringComparer.Ordinal) ? _unanswered : _complaints).Enqueue($"{message.Text} ({message.Location})");
            }
        };
        Page.RequestFailed += (_, request) =>
        {
            // A question of htmx that was under way when she left the page; the browser ended it. Any other end is a complaint.
            if (request.Headers.ContainsKey("hx-request"))
            {
                if (request.Failure == "net::ERR_ABORTED")
                {
                    Interlocked.Increment(ref _left);
                }
                else
                {
                    _complaints.Enqueue($"{request.Failure} {request.Url}");
                }
            }
        };
        Page.Request += (_, request) => Requests.AddOrUpdate(new Uri(request.Url).AbsolutePath, 1, (_, count) => count + 1);
        Page.PageError += (_, error) => _complaints.Enqueue(error);
        Page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
            {
                _complaints.Enqueue($"{answer.Status} {answer.Url}");
            }
        };
        return Page;
    }

    /// <summary>Goes on in a tab that she opened before.</summary>
    public void GoBackTo(IPage tab) => Page = tab;

    /// <param name="password">Null for one of the demo company.</param>
    public async Task SignInAsync(string address, string? password = null)
    {
        await Page.GotoAsync("/sign-in");
        await SignInHereAsync(address, password);
    }

    /// <summary>On the page where she has been asked to.</summary>
    public async Task SignInHereAsync(string address, string? password = null)
    {
        await Page.GetByLabel("E-mail address").FillAsync(address);
        await Page.GetByLabel("Password").FillAsync(password ?? _desk.People.PasswordOf(address));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.Locator(".desk-person").WaitForAsync();
    }

    /// <summary>No page gave the browser a reason to complain, but for what is expected here.</summary>
    public void ShouldBeContent(params string[] but)
    {
        _complaints.Where(complaint => !Array.Exists(but, part => complaint.Contains(part, StringComparison.Ordinal))).Should().BeEmpty();
        // Of each that ended so htmx says two things at the most.
        _unanswered.Count.Should().BeLessThanOrEqualTo(2 * Volatile.Read(ref _left), string.Join(", ", _unanswered));
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
