using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Acme.WebhookNotifier;

/// <summary>Posts JSON, signed, to an address that an administrator set. It follows no redirect, and reaches private networks only where that is allowed.</summary>
public sealed class Webhook : IDisposable
{
    private readonly HttpClient _public = Client(mayBePrivate: false);
    private readonly HttpClient _any = Client(mayBePrivate: true);

    /// <summary>Posts a message.</summary>
    /// <param name="settings">Where to, and what signs it.</param>
    /// <param name="id">The same for the same event, however often it is posted.</param>
    /// <param name="message">What to tell.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HttpRequestException">It was not taken.</exception>
    public async Task PostAsync(NotifierSettings settings, long id, Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var body = JsonSerializer.Serialize(message, JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Add("Idempotency-Key", id.ToString(CultureInfo.InvariantCulture));
        if (settings.Secret is { Length: > 0 } secret)
        {
            request.Headers.Add("X-Signature-SHA256", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))));
        }

        using var answer = await (settings.PrivateAddresses ? _any : _public).SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _public.Dispose();
        _any.Dispose();
    }

    private static HttpClient Client(bool mayBePrivate) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Judged where the connection is made: a name that led somewhere public when it was typed may lead elsewhere by now.
            ConnectCallback = (context, token) => Connection.OpenAsync(context.DnsEndPoint, mayBePrivate, token),
            // A proxy would connect in its stead.
            UseProxy = false,
        })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };
}
