using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>What a page must be, whatever is on it: readable by everybody, in light and in dark, on a phone and on a desk.</summary>
internal static class Look
{
    private static readonly string[] Grave = ["serious", "critical"];

    /// <summary>Axe takes its time, and what it may find in one light it finds on either screen.</summary>
    private static readonly (ColorScheme Scheme, int Width, int Height, bool ByAxe)[] Screens =
    [
        (ColorScheme.Dark, 1280, 900, false), (ColorScheme.Dark, 360, 740, true), (ColorScheme.Light, 360, 740, false), (ColorScheme.Light, 1280, 900, true),
    ];

    /// <summary>Set to anything, it makes the tests leave pictures for somebody to look at.</summary>
    private const string Pictures = "HELPDESK_SCREENSHOTS";

    private static readonly string? Folder =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Pictures)) ? null : Path.Combine(Repository.Folder, "artifacts", "screenshots");

    /// <summary>With HELPDESK_SCREENSHOTS set, leaves pictures in artifacts/screenshots as <c>name-width-scheme.png</c>; the page is afterwards as it was.</summary>
    public static async Task ShouldBeGoodAsync(this IPage page, string name)
    {
        var findings = new List<string>();
        foreach (var (scheme, width, height, byAxe) in Screens)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, height);
            var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
            if (Folder is not null)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{file}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
            }

            findings.AddRange((await WideAsync(page)).Concat(byAxe ? await GraveAsync(page) : []).Select(finding => $"{file}: {finding}"));
        }

        string.Join('\n', findings).Should().BeEmpty();
    }

    /// <summary>What looks at a page is a script itself, and waits for ever where none runs.</summary>
    public static Task LookAsync(this IPage page, string name, bool withScript) => withScript ? page.ShouldBeGoodAsync(name) : Task.CompletedTask;

    /// <summary>WCAG 1.4.10: nobody has to scroll in two directions to read.</summary>
    private static async Task<IReadOnlyList<string>> WideAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => document.scrollingElement.scrollWidth <= innerWidth ? [] :
          ['scrolls sideways because of ' + [...document.querySelectorAll('body *')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.tagName.toLowerCase() + '.' + e.className).slice(-5).join(', ')]
        """);

    private static async Task<IEnumerable<string>> GraveAsync(IPage page)
    {
        // A frame holds somebody's mail, in which no script runs, not even this one.
        var result = await page.RunAxe(new AxeRunOptions { Iframes = false });
        return result.Violations
            .Where(violation => Grave.Contains(violation.Impact, StringComparer.Ordinal))
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"));
    }
}
