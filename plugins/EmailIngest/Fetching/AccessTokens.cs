using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.EmailIngest.Fetching;

/// <summary>
/// Gets the tokens by which a mail server lets the desk in (RFC 6749): with a refresh token where the mailbox has one (§6), else in the desk's own name (§4.4).
/// A token is used until a minute before it ends.
/// </summary>
internal sealed class AccessTokens(MailboxSecrets secrets, ITables<MailTables> tables, TimeProvider time) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>RFC 6749 §5.1 only recommends that a server says how long a token holds.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, Held> _held = new();

    private readonly SemaphoreSlim _turn = new(1, 1);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = true }) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };

    /// <exception cref="MailboxFaultException">There is none to be had; the message says why.</exception>
    public async Task<string> OfAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        if (_held.TryGetValue(mailbox.Id, out var held) && held.Version == mailbox.Version && held.Until > time.GetUtcNow())
        {
            return held.Token;
        }

        // One at a time: a server that exchanges refresh tokens takes each of them once.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _held.TryGetValue(mailbox.Id, out held) && held.Version == mailbox.Version && held.Until > time.GetUtcNow() ? held.Token : await GetAsync(mailbox, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The mail server would not have it.</summary>
    public void Forget(Mailbox mailbox) => _held.TryRemove(mailbox.Id, out _);

    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    private async Task<string> GetAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(mailbox, await RefreshTokenAsync(mailbox, cancellationToken), cancellationToken);
        if (answer.RefreshToken is { Length: > 0 } next)
        {
            await KeepAsync(mailbox, next, cancellationToken);
        }

        var lasts = answer.ExpiresIn is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : Usual;
        _held[mailbox.Id] = new Held(answer.AccessToken!, mailbox.Version, time.GetUtcNow() + lasts - Margin);
        return answer.AccessToken!;
    }

    /// <summary>As it is kept now: whoever fetches has read the mailbox long ago, and the token may have been exchanged since.</summary>
    private async Task<string> RefreshTokenAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        await using var read = tables.Read();
        return await read.Mailboxes.Where(m => m.Id == mailbox.Id).Select(m => m.RefreshToken).FirstOrDefaultAsync(cancellationToken) ?? mailbox.RefreshToken;
    }

    private async Task<Answer> AskAsync(Mailbox mailbox, string kept, CancellationToken cancellationToken)
    {
        var (secret, refresh) = (secrets.Reveal(mailbox.Password), secrets.Reveal(kept));
        if (secret is null || refresh is null)
        {
            throw new MailboxFaultException("Its secrets were kept with other keys than this desk has. Type them once more.");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["client_id"] = mailbox.ClientId, ["grant_type"] = refresh.Length > 0 ? "refresh_token" : "client_credentials" };
        Add(fields, "client_secret", secret);
        Add(fields, "refresh_token", refresh);
        Add(fields, "scope", mailbox.Scope);
        try
        {
            using var form = new FormUrlEncodedContent(fields);
            using var response = await _client.PostAsync(new Uri(mailbox.TokenAddress), form, cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK && answer is { AccessToken.Length: > 0 })
            {
                return answer;
            }

            // What is wrong stands in two members (RFC 6749 §5.2).
            throw new MailboxFaultException($"The server at {mailbox.TokenAddress} gives no token ({(int)response.StatusCode}): {answer?.Error} {answer?.ErrorDescription}".TrimEnd(' ', ':'));
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or NotSupportedException or InvalidOperationException || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new MailboxFaultException($"There is no token to be had from {mailbox.TokenAddress}: {fault.Message}", fault);
        }
    }

    /// <summary>Some servers exchange the refresh token at each use, and take the one before no longer (RFC 6749 §10.4).</summary>
    private async Task KeepAsync(Mailbox mailbox, string refreshToken, CancellationToken cancellationToken)
    {
        var kept = secrets.Protect(refreshToken);
        await tables.WriteAsync(
            async (own, _, token) => await own.Mailboxes.Where(m => m.Id == mailbox.Id && m.Version == mailbox.Version).ExecuteUpdateAsync(set => set.SetProperty(m => m.RefreshToken, kept), token),
            cancellationToken);
    }

    private static void Add(Dictionary<string, string> fields, string name, string value)
    {
        if (value.Length > 0)
        {
            fields[name] = value;
        }
    }

    private sealed record Held(string Token, int Version, DateTimeOffset Until);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] long? ExpiresIn,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("error")] string? Error,
        [property: JsonPropertyName("error_description")] string? ErrorDescription);
}
