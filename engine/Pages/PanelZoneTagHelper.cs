using Helpdesk.Engine.Pages.Panels;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Helpdesk.Engine.Pages;

/// <summary>
/// <c>&lt;panel-zone name="@Zones.PortalHome" /&gt;</c>: what plugins show in this place of the page. Takes no room when none does, and
/// no panel can break the page or hold it up beyond its budget.
/// </summary>
[HtmlTargetElement("panel-zone", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PanelZoneTagHelper : TagHelper
{
    /// <summary>One of <see cref="Zones"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>The ticket on the page; the page has made sure that the reader may see it.</summary>
    public long? TicketId { get; set; }

    /// <summary>Set by Razor.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var page = ViewContext.HttpContext;
        var panels = await ViewContext.Service<PanelZone>().RenderAsync(new PanelContext(Name, page.Actor(), TicketId), page);
        if (panels.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "desk-zone");
        output.Attributes.SetAttribute("data-zone", Name);
        foreach (var panel in panels)
        {
            var section = new TagBuilder("section") { Attributes = { ["class"] = "desk-panel", ["data-plugin"] = panel.PluginId, ["data-panel"] = panel.Name } };
            section.InnerHtml.AppendHtml(new HtmlString(panel.Html));
            output.Content.AppendHtml(section);
        }
    }
}
