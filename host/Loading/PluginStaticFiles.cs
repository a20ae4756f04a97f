using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace Helpdesk.Host.Loading;

/// <summary>A plugin's static files, below its id and version: they may be kept for ever, since another version has other addresses.</summary>
internal static class PluginStaticFiles
{
    public const string Root = "/_plugins";

    public static void UsePluginFiles(this WebApplication application, IEnumerable<LoadedPlugin> plugins)
    {
        foreach (var plugin in plugins)
        {
            var folder = Path.Combine(plugin.Folder, "wwwroot");
            if (!Directory.Exists(folder))
            {
                continue;
            }

            var files = new PhysicalFileProvider(folder);
            application.Lifetime.ApplicationStopped.Register(files.Dispose);
            application.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = $"{Root}/{plugin.Manifest.Id}/{plugin.Manifest.Version}",
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
            });
        }
    }
}
