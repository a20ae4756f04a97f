using System.Net;
using System.Text;

namespace Helpdesk.Host.Tests.Face;

/// <summary>The main job as a person without a script does it, and who may not see it.</summary>
[Collection(SharedFaceTests.Name)]
public sealed class ConversationTests(SharedFace shared)
{
    [Fact]
    public async Task A_ticket_goes_from_customer_to_agent_and_back()
    {
        var server = shared.Server;
        using var customer = await server.SignedInAsync(FaceServer.Customer);
        using var agent = await server.SignedInAsync(FaceServer.Agent);

        using var opened = await customer.SendFormAsync("/tickets/new", "/tickets/new", [new("Department", "support"), new("Subject", "Printer <on> fire"), new("Body", "It burns.\n\nWhat now?")], ("notes.txt", Encoding.UTF8.GetBytes("hot")));
        opened.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var path = opened.Headers.Location!.ToString();
        var mine = await customer.OpenAsync(path);
        mine.QuerySelector("h1")!.TextContent.Should().Contain("Printer <on> fire");
        mine.QuerySelector(".desk-opened")!.TextContent.Should().Contain($"#{path.Split('/')[^1]}").And.Contain(FaceServer.Customer);
        mine.QuerySelector(".desk-files a")!.TextContent.Should().Contain("notes.txt");
        (await customer.OpenAsync(path)).QuerySelector(".desk-opened").Should().BeNull("it is said once");

        (await agent.OpenAsync("/agent")).QuerySelector("#tickets")!.TextContent.Should().Contain("Printer <on> fire");
        var version = (await agent.OpenAsync("/agent" + path)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;
        using var noted = await agent.SendFormAsync("/agent" + path, $"/agent{path}?handler=write", [new("Kind", "note"), new("Body", "between us"), new("Version", version)]);
        noted.StatusCode.Should().Be(HttpStatusCode.Redirect);
        version = (await agent.OpenAsync("/agent" + path)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;
        using var answered = await agent.SendFormAsync("/agent" + path, $"/agent{path}?handler=write", [new("Kind", "reply"), new("Body", "Use the extinguisher."), new("Version", version)]);
        answered.StatusCode.Should().Be(HttpStatusCode.Redirect);

        var read = await customer.OpenAsync(path);
        read.QuerySelectorAll(".desk-message-body").Select(body => body.TextContent.Trim()).Should().Equal("It burns.\nWhat now?", "Use the extinguisher.");
        read.Body!.TextContent.Should().NotContain("between us");
        read.QuerySelector(".desk-facts .desk-status")!.TextContent.Should().Contain("Answered");
        using var closed = await customer.SendFormAsync(path, path + "?handler=close", []);
        closed.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await customer.OpenAsync(path)).QuerySelector(".desk-facts .desk-status")!.TextContent.Should().Contain("Closed");
    }

    /// <summary>LU11.</summary>
    [Fact]
    public async Task An_answer_to_something_that_has_changed_meanwhile_is_held_and_nothing_typed_is_lost()
    {
        var server = shared.Server;
        using var agent = await server.SignedInAsync(FaceServer.Agent);
        const string Path = "/agent/tickets/000012";
        var version = (await agent.OpenAsync(Path)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;
        using var other = await agent.SendFormAsync(Path, Path + "?handler=write", [new("Kind", "reply"), new("Body", "first"), new("Version", version)]);

        using var late = await agent.SendFormAsync(Path, Path + "?handler=write", [new("Kind", "reply"), new("Body", "second"), new("Version", version)]);

        late.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(late);
        page.QuerySelector(".desk-errors").Should().NotBeNull();
        page.QuerySelector("textarea[name=Body]")!.TextContent.Trim().Should().Be("second");
        page.QuerySelectorAll(".desk-message-body").Select(body => body.TextContent.Trim()).Should().Contain("first");
        page.QuerySelectorAll(".desk-message").Should().ContainSingle(message => message.TextContent.Contains("first"));
        page.QuerySelector("input[name=Version]")!.GetAttribute("value").Should().NotBe(version, "sent once more, it goes");
    }

    /// <summary>LU5.</summary>
    [Fact]
    public async Task A_form_that_is_refused_says_where_and_keeps_text_and_files()
    {
        var server = shared.Server;
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        using var answer = await customer.SendFormAsync("/tickets/new", "/tickets/new", [new("Department", "support"), new("Subject", ""), new("Body", "kept")], ("kept.txt", [1, 2, 3]));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(answer);
        var summary = page.QuerySelector(".desk-errors")!;
        summary.HasAttribute("autofocus").Should().BeTrue();
        summary.QuerySelector("a")!.GetAttribute("href").Should().Be("#Subject");
        var subject = page.QuerySelector("#Subject")!;
        subject.GetAttribute("aria-invalid").Should().Be("true");
        subject.GetAttribute("aria-describedby")!.Split(' ').Should().AllSatisfy(id => page.GetElementById(id).Should().NotBeNull());
        page.QuerySelector("textarea[name=Body]")!.TextContent.Trim().Should().Be("kept");
        page.QuerySelector(".upload-list")!.TextContent.Should().Contain("kept.txt");
        page.QuerySelector(".upload-list input[name=Attachments]")!.HasAttribute("checked").Should().BeTrue();
    }

    /// <summary>LX3.</summary>
    [Theory]
    [InlineData("/tickets/000012")]
    [InlineData("/tickets/424242")]
    public async Task A_foreign_ticket_is_as_one_that_does_not_exist(string path)
    {
        var server = shared.Server;
        using var stranger = await server.SignedInAsync(FaceServer.Stranger);

        using var answer = await stranger.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await Browser.PageAsync(answer)).QuerySelector("h1")!.TextContent.Should().Be("There is nothing here");
    }

    [Theory]
    [InlineData(FaceServer.Customer, "/agent")]
    [InlineData(FaceServer.Customer, "/agent/tickets/000012")]
    [InlineData(FaceServer.Customer, "/admin/outbox")]
    [InlineData(FaceServer.Agent, "/admin/outbox")]
    public async Task A_page_for_others_is_forbidden(string who, string path)
    {
        var server = shared.Server;
        using var browser = await server.SignedInAsync(who);

        using var answer = await browser.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    /// <summary>LX5.</summary>
    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/theme")]
    [InlineData("/language")]
    [InlineData("/tickets/new")]
    [InlineData("/tickets/000012?handler=close")]
    [InlineData("/attachments")]
    public async Task Nothing_is_changed_without_the_page_s_token(string path)
    {
        var server = shared.Server;
        using var browser = await server.SignedInAsync(FaceServer.Customer);
        using var form = new FormUrlEncodedContent([new("theme", "dark"), new("language", "nl"), new("Subject", "x"), new("Department", "support"), new("Body", "x")]);

        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    /// <summary>LX12.</summary>
    [Fact]
    public async Task A_password_that_changes_ends_the_sessions_that_knew_the_old_one()
    {
        await using var server = await FaceServer.StartAsync();
        using var browser = await server.SignedInAsync(FaceServer.Customer);
        await browser.OpenAsync("/");
        await server.Desk.Store.WriteAsync(
            (unit, _) =>
            {
                unit.Desk.People.First(person => person.Address == FaceServer.Customer).SetPasswordHash("another");
                return Task.CompletedTask;
            },
            default);

        using var answer = await browser.GetAsync("/");

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.Should().Contain("/sign-in");
    }

    [Theory]
    [InlineData("text/html", "/tickets", HttpStatusCode.Redirect)]
    [InlineData("*/*", "/tickets", HttpStatusCode.Redirect)]
    [InlineData("application/json", "/attachments/1", HttpStatusCode.Unauthorized)]
    [InlineData("text/event-stream", "/tickets", HttpStatusCode.Unauthorized)]
    [InlineData("text/html", "/api/v1/tickets", HttpStatusCode.Unauthorized)]
    public async Task A_person_is_led_to_the_sign_in_page_and_a_program_is_told(string accept, string path, HttpStatusCode status)
    {
        var server = shared.Server;
        using var browser = server.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);

        using var answer = await browser.SendAsync(request);

        answer.StatusCode.Should().Be(status);
    }

    /// <summary>LX10.</summary>
    [Theory]
    [InlineData(FaceServer.Customer)]
    [InlineData("nobody@demo.example")]
    public async Task Who_is_unknown_and_who_mistyped_read_the_same(string address)
    {
        var server = shared.Server;
        using var browser = server.Browser();

        using var answer = await browser.SendFormAsync("/sign-in", "/sign-in", [new("Address", address), new("Password", "wrong wrong")]);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Browser.PageAsync(answer)).QuerySelector(".desk-errors li")!.TextContent.Trim().Should().Be("The address or the password is not right. Please try again.");
    }

    /// <summary>Row D7.</summary>
    [Fact]
    public async Task Language_and_theme_are_chosen_without_a_script_and_kept()
    {
        var server = shared.Server;
        using var browser = server.Browser();

        using var language = await browser.SendFormAsync("/sign-in", "/language", [new("language", "ja"), new("returnUrl", "/sign-in?x=1")]);
        using var theme = await browser.SendFormAsync("/sign-in", "/theme", [new("theme", "dark"), new("returnUrl", "//evil.example")]);
        var page = await browser.OpenAsync("/sign-in");

        language.Headers.Location!.OriginalString.Should().Be("/sign-in?x=1");
        theme.Headers.Location!.OriginalString.Should().Be("/");
        page.DocumentElement.GetAttribute("lang").Should().Be("ja");
        page.DocumentElement.GetAttribute("data-bs-theme").Should().Be("dark");
        page.QuerySelector("h1")!.TextContent.Should().Be("ログイン");
    }
}
