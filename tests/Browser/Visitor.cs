using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// Somebody before a browser. Whatever the browser complains of on the way (a script that fails, a breach of the content
/// policy, an answer that is an error) is noted, and there must be none of it when she leaves.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private const string ReportBreaches =
        "document.addEventListener('securitypolicyviolation', e => console.error(`Content policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))";

    private readonly RunningDesk _desk;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visitor(RunningDesk desk, IBrowserContext context, IPage page)
    {
        _desk = desk;
        _context = context;
        Page = page;
    }

    public IPage Page { get; private set; }

    public static async Task<Visitor> ComeAsync(IBrowser browser, RunningDesk desk, bool withScript)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = desk.Address.ToString(),
            JavaScriptEnabled = withScript,
            Locale = "en-GB",
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
                _complaints.Enqueue($"{message.Text} ({message.Location})");
            }
        };
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

    public async Task SignInAsync(string address)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("E-mail address").FillAsync(address);
        await Page.GetByLabel("Password").FillAsync(_desk.People.PasswordOf(address));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.Locator(".desk-person").WaitForAsync();
    }

    /// <summary>Looks at what was complained of so far, and forgives it.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        var complaints = _complaints.ToList();
        _complaints.Clear();
        return complaints;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _complaints.Should().BeEmpty("no page may give the browser a reason to complain");
    }
}
