using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Engine.Pages;

/// <summary>
/// <c>&lt;field for="Subject" label="…" hint="…"&gt;&lt;input asp-for="Subject"&gt;&lt;/field&gt;</c>: a control with its label, its hint and, when it was
/// sent and refused, the reason. The control inside says so to screen readers by itself.
/// </summary>
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>The property of the page that the control fills.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>What the field is called, in the reader's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>What helps to fill it in; none unless told.</summary>
    public string? Hint { get; set; }

    /// <summary>Set by Razor.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var id = IdOf(For.Name);
        var error = Error(ViewContext.ModelState, For.Name);
        context.Items[typeof(FieldTagHelper)] = string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", error is null ? null : $"{id}-error" }.Where(part => part is not null));
        var control = await output.GetChildContentAsync();

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("mb-3", HtmlEncoder.Default);
        var label = new TagBuilder("label") { Attributes = { ["class"] = "form-label", ["for"] = id } };
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Text("form-hint", $"{id}-hint", Hint));
        }

        output.Content.AppendHtml(control);
        if (error is not null)
        {
            output.Content.AppendHtml(Text("invalid-feedback d-block", $"{id}-error", error));
        }
    }

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    internal static string? Error(ModelStateDictionary state, string name) =>
        state.TryGetValue(name, out var entry) ? entry.Errors.FirstOrDefault(error => error.ErrorMessage.Length > 0)?.ErrorMessage : null;

    private static TagBuilder Text(string cssClass, string id, string text)
    {
        var tag = new TagBuilder("div") { Attributes = { ["class"] = cssClass, ["id"] = id } };
        tag.InnerHtml.Append(text);
        return tag;
    }
}

/// <summary>Marks the control of a field that was refused, and ties it to its hint and its reason.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class FieldControlTagHelper : TagHelper
{
    /// <summary>The property of the page that the control fills.</summary>
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Set by Razor.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        if (context.Items.TryGetValue(typeof(FieldTagHelper), out var described) && described is string { Length: > 0 } ids)
        {
            output.Attributes.SetAttribute("aria-describedby", ids);
        }

        if (FieldTagHelper.Error(ViewContext.ModelState, For.Name) is not null)
        {
            output.AddClass("is-invalid", HtmlEncoder.Default);
            output.Attributes.SetAttribute("aria-invalid", "true");
        }
    }
}
