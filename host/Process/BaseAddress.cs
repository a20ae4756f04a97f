using Helpdesk.Engine.Channels.Notifications;
using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Process;

/// <summary>Where people reach the desk, as the operator says; where nothing is said, where it listens on this machine.</summary>
internal static class BaseAddress
{
    public const string Setting = "BaseAddress";

    /// <exception cref="SettingException">It is no address of the web.</exception>
    public static DeskAddress From(IConfiguration configuration)
    {
        var told = configuration[Setting] is { Length: > 0 } address ? address : configuration["Urls"]?.Split(';')[0] ?? "http://localhost:5080";
        try
        {
            return new DeskAddress(new Uri(told.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute));
        }
        catch (Exception fault) when (fault is UriFormatException or ArgumentException)
        {
            throw new SettingException($"{Setting} is '{told}', which is no address that begins with http:// or https://.", fault);
        }
    }
}
