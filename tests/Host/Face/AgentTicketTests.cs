using System.Net;
using AngleSharp.Html.Dom;
using FluentAssertions;
using Helpdesk.Engine.Departments;
using Helpdesk.Engine.Texts;
using Helpdesk.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Helpdesk.Host.Tests.Face;

/// <summary>Rows A7, E2: what staff do with a ticket beside answering it, and the views in which they find it.</summary>
public sealed class AgentTicketTests(ProvidedFace face) : IClassFixture<ProvidedFace>
{
    [Fact]
    public async Task What_is_chosen_beside_the_ticket_is_one_change_and_said_in_words()
    {
        var (agent, path) = await OpenAsync("Everything at once", "hotfix");
        using var _ = agent;
        var before = await agent.OpenAsync(path);
        before.QuerySelector(".desk-assess")!.TextContent.Should().Contain("“Type hotfix” was chosen by the customer and not assessed yet.");
        var alex = Option(before, "#Assignee", "Alex Meyer");

        using var answer = await ChangeAsync(agent, path, before, ("Status", "closed"), ("Assignee", alex), ("Department", "sales"), ("Type", "support"), ("Reason", "The site is up; it is a question."));

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var page = await agent.OpenAsync(path);
        Chosen(page).Should().Equal("closed", alex, "sales", "support");
        page.QuerySelectorAll(".desk-history li").Should().HaveCount(2, "all of it is one change");
        page.QuerySelector(".desk-history")!.TextContent.Should().ContainAll(
            "moved it to another department: Support → Sales",
            "assigned it to Alex Meyer",
            "assessed the type: Type hotfix → Type support",
            "The site is up; it is a question.",
            "changed the status: Open → Closed");
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        (await customer.OpenAsync(path["/agent".Length..])).QuerySelector(".desk-history")!.TextContent.Should()
            .ContainAll("Type hotfix → Type support", "The site is up; it is a question.", "Support → Sales").And.NotContain("Alex Meyer assigned");
    }

    [Fact]
    public async Task B8_A_row_that_is_chosen_beside_the_ticket_decides_the_priority_and_the_customer_reads_why()
    {
        var (agent, path) = await OpenAsync("How soon", "hotfix");
        using var _ = agent;
        using var answer = await ChangeAsync(agent, path, await agent.OpenAsync(path), ("Classification", "SL-4"));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);

        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        var page = await customer.OpenAsync(path["/agent".Length..]);
        page.QuerySelector(".desk-facts .desk-priority-high")!.TextContent.Should().Be("High");
        var link = page.QuerySelector(".desk-facts a[href^='/service-levels']")!;
        link.TextContent.Should().Be("SL-4");
        page.QuerySelectorAll(".desk-message-body")[^1].TextContent.Should().StartWith("Priority: High").And.Contain("row SL-4 of our service levels");
        page.QuerySelector(".desk-history")!.TextContent.Should().Contain("decided on the priority: High (SL-4)");
        (await customer.OpenAsync("/service-levels")).QuerySelector("#SL-4")!.TextContent.Should().ContainAll("Part of a service fails", "Work stands still", "High", "ISO/IEC 20000-1");
        using var queue = await face.Server.SignedInAsync(FaceServer.Agent);
        var row = (await queue.OpenAsync("/agent?show=all&sort=priority")).QuerySelectorAll("#tickets tbody tr").First(line => line.TextContent.Contains("How soon", StringComparison.Ordinal));
        row.QuerySelector(".desk-priority")!.TextContent.Should().Be("High");
    }

    [Theory]
    [InlineData("Type", "support", "Please say why the type is another")]
    [InlineData("Type", "no-such", "Please choose one of the ticket types.")]
    [InlineData("Department", "no-such", "Please choose one of the departments.")]
    [InlineData("Assignee", "424242", "Please choose somebody of the support team.")]
    [InlineData("Assignee", "who?", "Please choose somebody of the support team.")]
    [InlineData("Status", "no-such", "There is no such status.")]
    [InlineData("Classification", "SL-99", "Please choose one of the rows of the service levels.")]
    public async Task What_can_t_be_chosen_is_refused_in_words_and_nothing_is_changed(string field, string value, string sentence)
    {
        var (agent, path) = await OpenAsync($"Refused {field} {value}", "hotfix");
        using var _ = agent;
        var before = await agent.OpenAsync(path);

        using var answer = await ChangeAsync(agent, path, before, ("Department", "billing"), (field, value));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Browser.PageAsync(answer)).QuerySelector(".desk-errors")!.TextContent.Should().Contain(sentence);
        Chosen(await agent.OpenAsync(path)).Should().Equal(Chosen(before));
    }

    [Fact]
    public async Task A_reason_that_is_missing_or_too_long_is_asked_for_where_it_is_written()
    {
        var (agent, path) = await OpenAsync("Reasons", "hotfix");
        using var _ = agent;
        var before = await agent.OpenAsync(path);

        using var answer = await ChangeAsync(agent, path, before, ("Type", "support"), ("Reason", new string('r', 1001)));

        var page = await Browser.PageAsync(answer);
        page.QuerySelector(".desk-errors a[href='#Reason']")!.TextContent.Should().Contain("The reason has 1,001 characters");
        page.QuerySelector("#Reason")!.TextContent.Should().HaveLength(1001);
        page.QuerySelector(".desk-type-reason")!.ClassList.Should().Contain("is-open");
    }

    [Fact]
    public async Task A_change_of_a_ticket_that_changed_meanwhile_is_held()
    {
        var (agent, path) = await OpenAsync("Two at once", "hotfix");
        using var _ = agent;
        var before = await agent.OpenAsync(path);
        using var taken = await agent.SendFormAsync(path, path + "?handler=take", []);

        using var late = await ChangeAsync(agent, path, before, ("Department", "sales"));

        (await Browser.PageAsync(late)).QuerySelector(".desk-errors")!.TextContent.Should().Contain("Somebody else changed this ticket");
        Chosen(await agent.OpenAsync(path))[2].Should().Be("support");
    }

    [Fact]
    public async Task A_type_is_confirmed_a_subject_corrected_and_details_are_filled_in()
    {
        var (agent, path) = await OpenAsync("Helo", "hotfix");
        using var _ = agent;
        (await FoundAsync(agent, "unassessed", path)).Should().BeTrue();
        var page = await agent.OpenAsync(path);

        using var confirmed = await agent.SendFormAsync(path, path + "?handler=confirmType", [new("Version", Version(page))]);
        using var renamed = await agent.SendFormAsync(path, path + "?handler=rename", [new("Subject", "Hello")]);
        using var filled = await agent.SendFormAsync(path, path + "?handler=fields", [new("Fields[cause]", "A typo"), new("Fields[domain]", "new.example")]);

        page = await agent.OpenAsync(path);
        page.QuerySelector(".desk-assess").Should().BeNull();
        page.QuerySelector("h1")!.TextContent.Should().Contain("Hello");
        page.QuerySelector("[name='Fields[cause]']")!.GetAttribute("value").Should().Be("A typo");
        page.QuerySelector(".desk-history")!.TextContent.Should().ContainAll("confirmed the type: Type hotfix", "changed the subject", "filled in details: Cause, Domain");
        (await FoundAsync(agent, "unassessed", path)).Should().BeFalse();
    }

    [Theory]
    [InlineData("rename", "Subject", "", "#Subject", "Please give the ticket a subject")]
    [InlineData("fields", "Fields[users]", "few", "#Fields_users_", "Please write a whole number")]
    [InlineData("addCc", "Cc", "x", "#Cc", "“x” is not an e-mail address.")]
    [InlineData("write", "Kind", "shout", "#Body", "was it a reply or a note?")]
    [InlineData("write", "Body", "", "#Body", "Please write a message.")]
    [InlineData("write", "Then", "no-such", "#Status", "There is no such status.")]
    public async Task Each_form_says_what_is_wrong_at_its_field(string handler, string field, string value, string target, string sentence)
    {
        var (agent, path) = await OpenAsync($"Wrong {handler} {field}", "hotfix");
        using var _ = agent;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Kind"] = "reply", ["Body"] = "x", [field] = value };

        var form = handler == "addCc" ? path.Replace("/agent", "", StringComparison.Ordinal) + "/people" : path;
        using var answer = await agent.SendFormAsync(path, $"{form}?handler={handler}", fields);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Browser.PageAsync(answer)).QuerySelector($".desk-errors a[href='{target}']")!.TextContent.Should().Contain(sentence);
    }

    [Fact]
    public async Task A_ticket_that_goes_where_the_agent_does_not_see_it_is_told_and_no_error()
    {
        await face.Server.Desk.Store.WriteAsync(
            async (unit, token) =>
            {
                if (!await unit.Desk.Departments.AnyAsync(department => department.Key == "board", token))
                {
                    unit.Desk.Departments.Add(new Department(unit.NewId(), "board", new LocalizedText([new("en", "Board")]), 90, DepartmentSight.Members));
                }
            },
            default);
        var (agent, path) = await OpenAsync("For the board", "hotfix");
        using var _ = agent;

        using var answer = await ChangeAsync(agent, path, await agent.OpenAsync(path), ("Department", "board"));

        answer.Headers.Location!.ToString().Should().Be("/agent");
        (await agent.OpenAsync("/agent")).QuerySelector(".desk-notice")!.TextContent.Should().Contain(path.Split('/')[^1]);
        using var gone = await agent.GetAsync(path);
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_answer_can_close_the_ticket()
    {
        var (agent, path) = await OpenAsync("Answered for good", "hotfix");
        using var _ = agent;

        using var answer = await agent.SendFormAsync(path, path + "?handler=write", [new("Kind", "reply-close"), new("Body", "Done. **Bye**"), new("Version", Version(await agent.OpenAsync(path)))]);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var page = await agent.OpenAsync(path);
        Chosen(page)[0].Should().Be("closed");
        page.QuerySelector(".desk-message-staff .desk-markup strong")!.TextContent.Should().Be("Bye");
    }

    /// <summary>LU14: the address of a view is the view.</summary>
    [Fact]
    public async Task A_ticket_is_in_the_views_it_belongs_to()
    {
        var (agent, path) = await OpenAsync("Where am I", "hotfix");
        using var _ = agent;
        (await ViewsAsync(agent, path)).Should().Equal("open", "unassigned", "unassessed", "all");

        using var taken = await agent.SendFormAsync(path, path + "?handler=take", []);
        (await ViewsAsync(agent, path)).Should().Equal("open", "mine", "unassessed", "all");

        var row = (await agent.OpenAsync("/agent?show=mine")).QuerySelectorAll("#tickets tr").Single(line => line.TextContent.Contains("Where am I", StringComparison.Ordinal));
        row.TextContent.Should().ContainAll("Emma Clarke", "Support", "Alex Meyer", "Type hotfix", "Medium");
        (await FoundAsync(agent, "all&department=support", path)).Should().BeTrue();
        (await FoundAsync(agent, "all&department=sales", path)).Should().BeFalse();
        (await agent.OpenAsync("/agent?show=mine&department=sales")).QuerySelector(".empty")!.TextContent.Should().Contain("No ticket matches your search");
    }

    private static async Task<List<string>> ViewsAsync(Browser agent, string path)
    {
        var views = new List<string>();
        foreach (var view in new[] { "open", "mine", "unassigned", "unassessed", "waiting", "closed", "all" })
        {
            if (await FoundAsync(agent, view, path))
            {
                views.Add(view);
            }
        }

        return views;
    }

    private static async Task<bool> FoundAsync(Browser agent, string view, string path) =>
        (await agent.OpenAsync($"/agent?show={view}")).QuerySelectorAll($"#tickets a[href='{path}']").Length > 0;

    private static Task<HttpResponseMessage> ChangeAsync(Browser agent, string path, IHtmlDocument page, params (string Name, string Value)[] other)
    {
        var now = Chosen(page);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["Version"] = Version(page), ["Status"] = now[0], ["Assignee"] = now[1], ["Department"] = now[2], ["Type"] = now[3] };
        foreach (var (name, value) in other)
        {
            fields[name] = value;
        }

        return agent.SendFormAsync(path, path + "?handler=change", fields);
    }

    private static string[] Chosen(IHtmlDocument page) =>
        [.. new[] { "Status", "Assignee", "Department", "Type" }.Select(name => (page.QuerySelector($"#{name}") as IHtmlSelectElement)!.Value ?? "")];

    private static string Option(IHtmlDocument page, string select, string text) =>
        page.QuerySelectorAll($"{select} option").Single(option => option.TextContent == text).GetAttribute("value")!;

    private static string Version(IHtmlDocument page) => page.QuerySelector("[name=Version]")!.GetAttribute("value")!;

    private async Task<(Browser Agent, string Path)> OpenAsync(string subject, string type)
    {
        using var customer = await face.Server.SignedInAsync(FaceServer.Customer);
        using var opened = await customer.SendFormAsync(
            "/tickets/new", "/tickets/new", [new("Department", "support"), new("Type", type), new("Subject", subject), new("Body", "x"), new("Fields[domain]", "a.example")]);
        opened.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return (await face.Server.SignedInAsync(FaceServer.Agent), "/agent" + opened.Headers.Location);
    }
}
