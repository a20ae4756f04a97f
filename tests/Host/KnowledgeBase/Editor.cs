using System.Net;
using AngleSharp.Html.Dom;

namespace Helpdesk.Host.Tests.KnowledgeBase;

/// <summary>What a writer does in the editor.</summary>
internal static class Editor
{
    /// <summary>The fields of the editor as the page has them, some of them replaced.</summary>
    public static Dictionary<string, string> Fields(IHtmlDocument page, params (string Name, string Value)[] typed)
    {
        var fields = page.QuerySelectorAll(".kb-editor input[name^='Form.'], .kb-editor textarea, .kb-editor select").ToDictionary(
            field => field.GetAttribute("name")!,
            field => field switch { IHtmlTextAreaElement area => area.Value, IHtmlSelectElement select => select.Value ?? "", _ => field.GetAttribute("value") ?? "" },
            StringComparer.Ordinal);
        foreach (var (name, value) in typed)
        {
            fields["Form." + name] = value;
        }

        return fields;
    }

    /// <summary>Writes a new article and returns the address of its editor.</summary>
    public static async Task<string> CreateAsync(Browser writer, string title, string state = "public", string body = "Text.", string slug = "", string category = "E-mail")
    {
        var page = await writer.OpenAsync("/kb/write/new?language=en");
        using var answer = await writer.SendFormAsync("/kb/write/new?language=en", "/kb/write/new?language=en", Fields(
            page, ("Title", title), ("Summary", "What it is about."), ("Body", body), ("State", state), ("Slug", slug), ("Category", CategoryId(page, category))));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Changes fields of an article as somebody who has just opened it.</summary>
    public static async Task<HttpResponseMessage> SaveAsync(Browser writer, string editor, params (string Name, string Value)[] typed) =>
        await writer.SendFormAsync(editor, editor, Fields(await writer.OpenAsync(editor), typed));

    public static async Task<HttpResponseMessage> UploadAsync(Browser writer, string editor, string name, byte[] content, params (string Name, string Value)[] typed)
    {
        var page = await writer.OpenAsync(editor);
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in Fields(page, typed).Append(new("__RequestVerificationToken", Browser.Token(page))))
        {
            form.Add(new StringContent(value), field);
        }

        form.Add(new ByteArrayContent(content), "image", name);
        return await writer.SendAsync(new HttpRequestMessage(HttpMethod.Post, editor + "?handler=image") { Content = form });
    }

    public static string CategoryId(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("select[name='Form.Category'] option").Single(option => option.TextContent == name).GetAttribute("value")!;
}
