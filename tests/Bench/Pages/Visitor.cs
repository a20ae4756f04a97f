using System.Globalization;
using System.IO.Compression;
using System.Net;
using Helpdesk.Bench.Seeding;
using Helpdesk.Bench.Twins;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Bench.Pages;

/// <summary>Somebody who is signed in, on one connection that is kept alive.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _client;

    private Visitor(Uri address, string cookies)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1 }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("Cookie", cookies);
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
        _client.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    public static async Task<Visitor> SignInAsync(Uri desk, string dataDirectory, string address)
    {
        using var browser = new Browser(desk);
        using var answer = await browser.SendFormAsync("/sign-in", "/sign-in", [new("Address", address), new("Password", DemoPeople.Read(dataDirectory).PasswordOf(address))]);
        // Once more, so that the cookie against forged forms is there as well.
        await browser.OpenAsync("/");
        return new Visitor(desk, string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
    }

    public static async Task<Visitor> OfTwinAsync(Uri twin, SeededDesk seeded, string address)
    {
        await using var desk = await TestDesk.OpenAsync(TestDatabase.At(seeded.Provider, seeded.ConnectionString), TimeProvider.System);
        await using var tables = desk.Store.Read();
        var id = await tables.People.Where(person => person.Address == address).Select(person => person.Id).SingleAsync();
        return new Visitor(twin, string.Create(CultureInfo.InvariantCulture, $"{TwinSite.Cookie}={id}"));
    }

    /// <summary>Somebody whom nobody knows.</summary>
    public static Visitor Stranger(Uri address) => new(address, cookies: "stranger=1");

    /// <summary>What comes over the wire for a path, compressed as a browser asks for it, and what it says.</summary>
    public async Task<(string Text, long Bytes)> WeighAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "br, gzip");
        using var answer = await _client.SendAsync(request);
        var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        using var packed = new MemoryStream(bytes);
        await using var stream = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => (Stream)packed,
        };
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(), bytes.Length);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
    }

    /// <summary>Asks for a page so many times, one after the other.</summary>
    public async Task AskAsync(string path, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var answer = await _client.GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
            }
        }
    }

    public void Dispose() => _client.Dispose();
}
