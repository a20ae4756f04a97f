using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Engine.Pages;

/// <summary>
/// <c>&lt;validation /&gt;</c>: what was wrong with the form that was sent, at the top of the page. It takes the focus, and each line leads
/// to its field. Nothing when all was well.
/// </summary>
[HtmlTargetElement("validation", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ValidationTagHelper : TagHelper
{
    /// <summary>Set by Razor.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var errors = ViewContext.ModelState
            .SelectMany(field => field.Value!.Errors.Select(error => (Field: field.Key, error.ErrorMessage)))
            .Where(error => error.ErrorMessage.Length > 0)
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "alert alert-danger desk-errors");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        var heading = new TagBuilder("h2") { Attributes = { ["class"] = "alert-title" } };
        heading.InnerHtml.Append(ViewContext.Service<Words>()["common.errors"]);
        var list = new TagBuilder("ul");
        foreach (var (field, sentence) in errors)
        {
            list.InnerHtml.AppendHtml(Line(field, sentence));
        }

        output.Content.AppendHtml(heading).AppendHtml(list);
    }

    private static TagBuilder Line(string field, string sentence)
    {
        var line = new TagBuilder("li");
        if (field.Length == 0)
        {
            line.InnerHtml.Append(sentence);
            return line;
        }

        var link = new TagBuilder("a") { Attributes = { ["class"] = "alert-link", ["href"] = "#" + FieldTagHelper.IdOf(field) } };
        link.InnerHtml.Append(sentence);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
