using Helpdesk.Engine.Channels.Notifications;
using Helpdesk.Host.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Process;

/// <summary>What whoever started the desk needs next: where it is, and who may sign in to the demo company.</summary>
internal static class Welcome
{
    public static void Print(WebApplication application)
    {
        var code = application.Services.GetRequiredService<FirstCode>();
        if (code.Made is not null)
        {
            Console.WriteLine($"This desk has nobody yet. Make its first administrator at {application.Services.GetRequiredService<DeskAddress>().Base}setup with the code");
            Console.WriteLine($"  {code.Made}");
            Console.WriteLine($"It is also in {code.File}.");
        }

        var logIns = application.Services.GetRequiredService<DemoLogIns>().Read();
        if (logIns.Count == 0)
        {
            return;
        }

        Console.WriteLine($"Demo company at {string.Join(" and ", application.Urls)}; sign in as");
        foreach (var (address, password) in logIns)
        {
            Console.WriteLine($"  {address,-24} {password}");
        }
    }
}
