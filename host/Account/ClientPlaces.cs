using System.Net;
using System.Net.Sockets;
using Helpdesk.Host.Process;

namespace Helpdesk.Host.Account;

/// <summary>
/// Where a request comes from, to count by: the other end of the connection, whatever the request claims (LX11). Behind a
/// proxy that the operator has named it is whom the proxy has seen, which is the last word of <c>X-Forwarded-For</c>.
/// </summary>
internal sealed class ClientPlaces
{
    public const string Setting = "Proxies";

    private const string ForwardedFor = "X-Forwarded-For";
    private const int NetworkBytes = 8;

    private readonly HashSet<IPAddress> _proxies;

    /// <exception cref="SettingException">One of the proxies is no address.</exception>
    public ClientPlaces(IConfiguration configuration) =>
        _proxies = [.. (configuration.GetSection(Setting).Get<string[]>() ?? []).Select(text =>
            IPAddress.TryParse(text, out var address) ? Plain(address) : throw new SettingException($"{Setting} has '{text}', which is no IP address."))];

    /// <summary>
    /// Null where nobody can tell: this machine itself, while no proxy is named, is most likely a proxy, and all people behind
    /// it must not be locked out for one of them.
    /// </summary>
    public string? Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote)
        {
            return null;
        }

        var end = Plain(remote);
        if (!_proxies.Contains(end))
        {
            return _proxies.Count == 0 && IPAddress.IsLoopback(end) ? null : Of(end);
        }

        var seen = context.Request.Headers[ForwardedFor].ToString().Split(',')[^1].Trim();
        return IPAddress.TryParse(seen, out var client) ? Of(client) : Of(end);
    }

    /// <summary>Of an IPv6 address the network alone, since a household has 2⁶⁴ of them.</summary>
    public static string Of(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, NetworkBytes))
            : plain.ToString();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
