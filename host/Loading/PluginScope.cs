using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Host.Loading;

/// <summary>Whatever is logged or traced while a plugin's page answers carries the plugin's id.</summary>
internal static class PluginScope
{
    public static void UsePluginScope(this WebApplication application)
    {
        var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PluginScope).FullName!);
        application.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not { } page || PluginViews.PluginOf(page.RelativePath) is not { } id)
            {
                await next(context);
                return;
            }

            Activity.Current?.SetTag("helpdesk.plugin", id);
            using var scope = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Plugin"] = id });
            await next(context);
        });
    }
}
