using Helpdesk.Host.Api;
using Helpdesk.Host.Face;
using Helpdesk.Host.Jobs;
using Helpdesk.Host.Live;
using Helpdesk.Host.Loading;
using Helpdesk.Host.Process;
using Microsoft.AspNetCore.Builder;

namespace Helpdesk.Host.Generations;

/// <summary>The order in which a generation answers.</summary>
internal static class GenerationPipeline
{
    public static void UseGeneration(this WebApplication application, IReadOnlyCollection<LoadedPlugin> plugins)
    {
        application.UseFace(app => app.UsePluginFiles(plugins));
        application.UsePluginScope();
        application.MapFace();
        application.MapApi();
        application.MapStream();
        application.MapHealth();
        application.MapJobsDashboard();
    }
}
