using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Http;

namespace Helpdesk.Engine.Pages.Layouts;

/// <summary>What a reader has chosen for this browser, signed in or not: theme and language, each in a cookie.</summary>
/// <param name="cookiePrefix"><c>__Host-</c> where the desk is reached by https.</param>
internal sealed class ReaderChoices(string cookiePrefix)
{
    public const string AutoTheme = "auto";

    public static readonly IReadOnlyList<string> Themes = ["light", "dark", AutoTheme];

    private readonly string _theme = cookiePrefix + "desk-theme";
    private readonly string _language = cookiePrefix + "desk-language";

    public string Theme(HttpRequest request) =>
        request.Cookies.TryGetValue(_theme, out var theme) && Themes.Contains(theme, StringComparer.Ordinal) ? theme : AutoTheme;

    public string? Language(HttpRequest request) =>
        request.Cookies.TryGetValue(_language, out var language) && IsLanguage(language) ? language : null;

    public void ChooseTheme(HttpResponse response, string? theme)
    {
        if (Themes.Contains(theme, StringComparer.Ordinal))
        {
            Keep(response, _theme, theme!);
        }
    }

    public void ChooseLanguage(HttpResponse response, string? language)
    {
        if (IsLanguage(language))
        {
            Keep(response, _language, language!);
        }
    }

    private static bool IsLanguage(string? language) => PhraseBook.Languages.Any(known => known.Name == language);

    private void Keep(HttpResponse response, string name, string value) =>
        response.Cookies.Append(name, value, new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            Secure = cookiePrefix.Length > 0,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
}
