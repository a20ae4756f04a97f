using System.Globalization;
using Helpdesk.Engine.Outbox;
using Helpdesk.Host.Process;
using Microsoft.Extensions.Configuration;

namespace Helpdesk.Host.Jobs;

/// <summary>What the operator says about the outbox: <c>Outbox:Lease</c>, two minutes unless told.</summary>
internal static class OutboxSettings
{
    public const string Lease = "Outbox:Lease";

    /// <summary>Shorter, and a pause of the garbage collector or a slow disk would cost a server its rows.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <exception cref="SettingException">The lease is no time, or none that can be meant.</exception>
    public static OutboxOptions From(IConfiguration configuration)
    {
        if (configuration[Lease] is not { Length: > 0 } told)
        {
            return OutboxOptions.Default;
        }

        // The upper bound also catches '120', which is that many days.
        return TimeSpan.TryParse(told, CultureInfo.InvariantCulture, out var lease) && lease >= Shortest && lease <= Longest
            ? new OutboxOptions(lease)
            : throw new SettingException($"{Lease} is '{told}'; it must be a time from {Shortest:c} to {Longest:c}, such as {OutboxOptions.Default.Lease:c}.");
    }
}
