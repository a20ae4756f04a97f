using Helpdesk.Engine.Channels.Hearing;
using Microsoft.Extensions.Configuration;
using NodaTime;
using NodaTime.TimeZones;

namespace Helpdesk.Host.Process;

/// <summary>The time zone of whoever has chosen none: as the operator says, else this machine's.</summary>
internal static class ZoneOfDesk
{
    public const string Setting = "TimeZone";

    /// <exception cref="SettingException">There is no such zone.</exception>
    public static DeskZone From(IConfiguration configuration)
    {
        var told = configuration[Setting];
        try
        {
            return new DeskZone(told is { Length: > 0 } ? told : OfMachine());
        }
        catch (ArgumentException fault)
        {
            throw new SettingException($"{Setting} is '{told}', which is no time zone of the IANA database, as Europe/Amsterdam is one.", fault);
        }
    }

    private static string OfMachine()
    {
        try
        {
            return DateTimeZoneProviders.Tzdb.GetSystemDefault().Id;
        }
        catch (DateTimeZoneNotFoundException)
        {
            return DeskZone.Utc;
        }
    }
}
