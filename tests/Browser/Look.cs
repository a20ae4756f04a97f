using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>What a page must be, whatever is on it: readable by everybody, in light and in dark, on a phone and on a desk.</summary>
internal static class Look
{
    private static readonly string[] Grave = ["serious", "critical"];

    private static readonly (int Width, int Height)[] Sizes = [(360, 740), (1280, 900)];

    private static readonly string Folder = Path.Combine(Repository.Folder, "artifacts", "screenshots");

    /// <summary>Leaves pictures in artifacts/screenshots as <c>name-width-scheme.png</c>; the page is afterwards as it was.</summary>
    public static async Task ShouldBeGoodAsync(this IPage page, string name)
    {
        var findings = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (var (width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{file}.png"), FullPage = true });
                findings.AddRange((await WideAsync(page)).Select(wide => $"{file}: {wide}"));
                findings.AddRange((await GraveAsync(page)).Select(grave => $"{file}: {grave}"));
            }
        }

        findings.Should().BeEmpty();
    }

    /// <summary>WCAG 1.4.10: nobody has to scroll in two directions to read.</summary>
    private static async Task<IReadOnlyList<string>> WideAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => document.scrollingElement.scrollWidth <= innerWidth ? [] :
          ['scrolls sideways because of ' + [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.tagName.toLowerCase() + '.' + e.className).slice(0, 5).join(', ')]
        """);

    private static async Task<IEnumerable<string>> GraveAsync(IPage page)
    {
        var result = await page.RunAxe();
        return result.Violations
            .Where(violation => Grave.Contains(violation.Impact, StringComparer.Ordinal))
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"));
    }
}
