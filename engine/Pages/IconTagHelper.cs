using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Engine.Pages;

/// <summary>
/// <c>&lt;icon name="ticket" /&gt;</c>: one of the desk's icons. It says nothing to a screen reader, so the text beside it (or the
/// <c>aria-label</c> of the button around it) says it all; give it a <c>label</c> where it stands alone.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>The icon's name in the sprite.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it means, where no text says so.</summary>
    public string? Label { get; set; }

    /// <summary>Set by Razor.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var assets = ViewContext.Service<Assets>();
        if (Label is null && output.Attributes.Count == 0)
        {
            output.TagName = null;
            output.Content.SetHtmlContent(assets.Icon(Name));
            return;
        }

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("icon", HtmlEncoder.Default);
        output.Attributes.SetAttribute("width", "20");
        output.Attributes.SetAttribute("height", "20");
        if (Label is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        output.Content.SetHtmlContent($"""<use href="{assets.Url(Assets.Icons)}#{HtmlEncoder.Default.Encode(Name)}"></use>""");
    }
}
