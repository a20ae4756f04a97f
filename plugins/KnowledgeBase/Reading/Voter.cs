using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Engine.Access;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>
/// Who says whether an article helped. A person who is signed in has one voice, wherever she reads. A guest has one for each browser: a random key in
/// a cookie that is set when she first says something, and of which only the hash is kept. Who clears her cookies has another voice; keeping
/// that off would take more knowledge about guests than a vote is worth.
/// </summary>
internal static class Voter
{
    public const int LongestKey = 70;

    private const int KeyBytes = 16;

    /// <summary>The key of whoever asks; null for a guest who has said nothing yet.</summary>
    public static string? Of(HttpContext context, Actor? reader) =>
        reader?.PersonId is { } person ? Of(person)
        : context.Request.Cookies.TryGetValue(Cookie(context), out var key) && key.Length == KeyBytes * 2 ? Guest(key)
        : null;

    /// <summary>The key of somebody who has an account.</summary>
    public static string Of(long personId) => string.Create(CultureInfo.InvariantCulture, $"p{personId}");

    /// <summary>As <see cref="Of(HttpContext, Actor?)"/>; a guest who has none yet gets one.</summary>
    public static string Ensure(HttpContext context, Actor? reader)
    {
        if (Of(context, reader) is { } known)
        {
            return known;
        }

        var key = RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);
        context.Response.Cookies.Append(Cookie(context), key, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
        });
        return Guest(key);
    }

    private static string Cookie(HttpContext context) => context.Request.IsHttps ? "__Host-kb-reader" : "kb-reader";

    private static string Guest(string key) => "g" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
