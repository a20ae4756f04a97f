using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Bench.Twins;

/// <summary>The least that a Razor application is: one page with a line in it.</summary>
internal static class EmptySite
{
    public static async Task<int> ServeAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", address);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Twins").ConfigureApplicationPartManager(parts =>
        {
            // This program refers to the desk, whose pages are none of this site's.
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(EmptySite).Assembly));
        });
        await using var site = builder.Build();
        site.MapRazorPages();
        await site.RunAsync();
        return 0;
    }
}
