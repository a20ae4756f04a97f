using Helpdesk.Engine.Brands;
using Helpdesk.Engine.Pages.Layouts;
using Helpdesk.Engine.Pages.Panels;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Pages;

internal static class PageKit
{
    /// <summary>What the layouts and tag helpers of this folder need.</summary>
    /// <param name="cookiePrefix"><c>__Host-</c> where the desk is reached by https.</param>
    public static IServiceCollection AddPageKit(this IServiceCollection services, Assets assets, string cookiePrefix) =>
        services
            .AddSingleton(assets)
            .AddSingleton(new ReaderChoices(cookiePrefix))
            .AddSingleton<BrandName>()
            .AddSingleton<Frames>()
            .AddSingleton<PanelZone>();
}
