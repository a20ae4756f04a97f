using System.Net;
using System.Net.Sockets;

namespace Helpdesk.Host.Account;

/// <summary>
/// Where a request comes from, to count by: the other end of the connection, whatever the request claims (LX11). Of an
/// IPv6 address the network alone, since a household has 2⁶⁴ of them.
/// </summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
