using Microsoft.AspNetCore.Http;

namespace Helpdesk.Engine.Pages.Layouts;

/// <summary>How much is new to whoever reads, for the rest of a request: asked with her session.</summary>
internal static class NewsCount
{
    private static readonly object Key = new();

    public static int News(this HttpContext context) => context.Items[Key] as int? ?? 0;

    public static void SetNews(this HttpContext context, int count) => context.Items[Key] = Math.Max(0, count);
}
