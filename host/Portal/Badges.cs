using System.Text.Encodings.Web;
using Helpdesk.Engine.Pages;
using Helpdesk.Engine.Priorities;
using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;
using Microsoft.AspNetCore.Html;

namespace Helpdesk.Host.Portal;

/// <summary>Status, urgency and priority of a ticket by colour, icon and words: never by colour alone (WCAG 1.4.1).</summary>
internal sealed class Badges(Words words, Assets assets)
{
    /// <param name="forStaff">Whose turn is whose depends on who reads: what waits for the reader stands out.</param>
    public IHtmlContent Status(StatusKind kind, LocalizedText name, bool forStaff)
    {
        var waitsForReader = forStaff ? kind is StatusKind.New or StatusKind.Open : kind == StatusKind.Waiting;
        var (look, icon) = kind is StatusKind.Solved or StatusKind.Closed ? ("over", "circle-check")
            : waitsForReader ? ("yours", "message-reply")
            : ("theirs", "clock");
        return new Badge("desk-status desk-status-", look, assets.Icon(icon), Words.Say(name));
    }

    public IHtmlContent Urgency(Urgency urgency)
    {
        var (name, icon) = (Urgencies.Name(urgency), urgency switch { Engine.Tickets.Urgency.High => "chevron-up", Engine.Tickets.Urgency.Low => "chevron-down", _ => "minus" });
        return new Badge("desk-urgency desk-urgency-", name, assets.Icon(icon), words[$"common.urgency.{name}"]);
    }

    /// <summary>What staff decided.</summary>
    public IHtmlContent Priority(LocalizedText name, bool isHighlighted) =>
        new Badge("desk-priority", isHighlighted ? " desk-priority-high" : "", assets.Icon("flag"), Words.Say(name));

    /// <summary>What staff decided, else what the customer says.</summary>
    public IHtmlContent Priority(PriorityView? priority, Urgency urgency) => priority is null ? Urgency(urgency) : Priority(priority.Name, priority.IsHighlighted);

    private sealed class Badge(string kind, string look, IHtmlContent icon, string text) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<span class=\"");
            writer.Write(kind);
            writer.Write(look);
            writer.Write("\">");
            icon.WriteTo(writer, encoder);
            encoder.Encode(writer, text);
            writer.Write("</span>");
        }
    }
}
