using System.Globalization;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Engine.Pages;

/// <summary>
/// <c>&lt;instant value="@when" /&gt;</c>: a point in time, written as the reader's language does and marked as UTC. The browser
/// then says how long ago it was, and gives the exact time of the reader's own zone on hover.
/// </summary>
[HtmlTargetElement("instant", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InstantTagHelper : TagHelper
{
    /// <summary>The point in time.</summary>
    public DateTimeOffset Value { get; set; }

    /// <summary>Set by Razor.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var utc = Value.UtcDateTime;
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("data-relative", "");
        output.Content.SetContent(ViewContext.Service<Words>()["common.instant", utc]);
    }
}
