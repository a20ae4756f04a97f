using System.Net;
using AngleSharp.Html.Parser;
using Helpdesk.Engine.Access;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Search.Suggestions;
using Helpdesk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Face;

/// <summary>Rows E8, LU3: what may help is shown beside the form, or once before it is sent; whatever a source does, a ticket can be opened.</summary>
public sealed class SuggestionTests
{
    private const string Form = "/tickets/new";
    private const string Pieces = "/tickets/suggestions";

    [Fact]
    public async Task What_may_help_is_a_piece_for_the_form_and_each_source_takes_its_turn()
    {
        await using var server = await FaceServer.StartAsync(plugins: [With<Knowing>("books"), With<KnowingToo>("notes")]);
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        var piece = await PostAsync(customer, Pieces, ("Subject", "Mail does not arrive"), ("Body", ""));

        piece.QuerySelectorAll("details strong").Select(title => title.TextContent).Should().Equal("Mail does not arrive 0", "Note 0", "Mail does not arrive 1", "Note 1");
        piece.QuerySelector("#suggestions-below")!.TextContent.Trim().Should().Be("May help: 4");
        piece.QuerySelectorAll("details a")[0].GetAttribute("href").Should().Be("/books/a0");
    }

    [Fact]
    public async Task One_is_read_in_place_and_nothing_in_it_runs_or_loads_from_elsewhere()
    {
        await using var server = await FaceServer.StartAsync(plugins: With<Knowing>("books"));
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        var text = (await PostAsync(customer, Pieces + "?handler=read", ("Key", "books:source:a1"))).QuerySelector(".desk-suggestion-text")!;

        text.GetAttribute("lang").Should().Be("nl");
        text.QuerySelectorAll("script, [onclick], [style]").Should().BeEmpty();
        text.QuerySelectorAll("img").Select(image => image.GetAttribute("src")).Should().Equal("/books/picture");
        text.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).Should().Equal("/books/more", "https://elsewhere.example/x.png", null);
    }

    [Theory]
    [InlineData("books:source:gone")]
    [InlineData("books:nobody:a1")]
    [InlineData("nobody:source:a1")]
    [InlineData("books")]
    [InlineData("")]
    public async Task One_that_is_not_there_is_said_to_be_gone(string key)
    {
        await using var server = await FaceServer.StartAsync(plugins: With<Knowing>("books"));
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        (await PostAsync(customer, Pieces + "?handler=read", ("Key", key))).Body!.TextContent.Trim().Should().Be("This is no longer there.");
    }

    [Fact]
    public async Task This_solved_it_reaches_the_source_and_opens_no_ticket()
    {
        await using var server = await FaceServer.StartAsync(plugins: With<Knowing>("books"));
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        using var answer = await customer.SendFormAsync(Form, Pieces + "?handler=solved", [new("Key", "books:source:a1")]);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await customer.OpenAsync("/")).QuerySelector("main")!.TextContent.Should().Contain("No ticket was opened.");
        server.Desk.Circuits.Report()["plugin:books:suggestions:source"].Calls.Should().Be(1);
    }

    [Fact]
    public async Task Without_a_script_they_are_shown_once_before_the_ticket_is_opened_and_all_that_was_typed_is_kept()
    {
        await using var server = await FaceServer.StartAsync(plugins: With<Knowing>("books"));
        using var customer = await server.SignedInAsync(FaceServer.Customer);
        KeyValuePair<string, string>[] typed = [new("Department", "support"), new("Subject", "Mail does not arrive"), new("Body", "Since **monday**."), new("Cc", "ann@example.com")];
        (await customer.OpenAsync(Form)).QuerySelector("noscript")!.InnerHtml.Should().Contain("AskFirst", "whoever has a script is not asked");

        using var asked = await customer.SendFormAsync(Form, Form, [.. typed, new("AskFirst", "true")]);

        asked.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browser.PageAsync(asked);
        page.QuerySelectorAll(".desk-suggestion-text").Should().HaveCount(4);
        page.QuerySelector("noscript").Should().BeNull("she is asked once");
        page.QuerySelector("#Subject")!.GetAttribute("value").Should().Be("Mail does not arrive");
        page.QuerySelector("#Body")!.TextContent.Trim().Should().Be("Since **monday**.");
        page.QuerySelector("#Cc")!.TextContent.Trim().Should().Be("ann@example.com");

        using var sent = await customer.SendFormAsync(Form, Form, typed);
        sent.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    public static TheoryData<string> Rogues => ["throws", "null", "empty", "foreign", "long", "none"];

    [Theory]
    [MemberData(nameof(Rogues))]
    public async Task LP1_A_source_that_misbehaves_is_left_out_and_the_ticket_is_opened(string how)
    {
        await using var server = await FaceServer.StartAsync(plugins: [Rogue(how), With<Knowing>("books")]);
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        var piece = await PostAsync(customer, Pieces, ("Subject", "Mail"), ("Body", ""));

        piece.QuerySelectorAll("details strong").Select(title => title.TextContent).Should().OnlyContain(title => title.StartsWith("Mail ", StringComparison.Ordinal)).And.HaveCount(4);
        server.Desk.Circuits.Report()["plugin:rogue:suggestions:source"].Failures.Should().Be(how == "none" ? 0 : 1);
    }

    [Fact]
    public async Task LP8_A_source_that_hangs_is_left_behind_after_its_budget()
    {
        await using var server = await FaceServer.StartAsync(plugins: [FaceServer.Plugin("rogue", plugin => plugin.AddSuggestionSource<Hanging>("source", new SuggestionOptions { Budget = TimeSpan.FromMilliseconds(123) })), With<Knowing>("books")]);
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        var asking = PostAsync(customer, Pieces, ("Subject", "Mail"), ("Body", ""));
        await server.Desk.Clock.PassAsync(TimeSpan.FromMilliseconds(123) + ForeignQuestions.FirstTime);

        (await asking).QuerySelectorAll("details").Should().HaveCount(4);
    }

    [Fact]
    public async Task The_next_keystroke_ends_the_question_of_the_one_before()
    {
        var waiting = new Waiting();
        await using var server = await FaceServer.StartAsync(plugins: [FaceServer.Plugin("slow", plugin => plugin.AddSuggestionSource<Waiting>("source")), With<Knowing>("books")], services: services => services.AddSingleton(waiting));
        using var customer = await server.SignedInAsync(FaceServer.Customer);
        using var typed = new CancellationTokenSource();
        var token = Browser.Token(await customer.OpenAsync(Form));

        var first = customer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, Pieces) { Content = new FormUrlEncodedContent([new("Subject", "Mai"), new("__RequestVerificationToken", token)]) }, cancellationToken: typed.Token);
        await waiting.Asked.WaitAsync(Patience.Limit);
        await typed.CancelAsync();

        await waiting.LetGo.WaitAsync(Patience.Limit);
        await first.Awaiting(asking => asking).Should().ThrowAsync<OperationCanceledException>();
        (await PostAsync(customer, Pieces, ("Subject", "Mail"), ("Body", ""))).QuerySelectorAll("details").Should().HaveCount(4);
        server.Desk.Circuits.Report()["plugin:slow:suggestions:source"].Failures.Should().Be(0, "nobody wanted to know any more");
    }

    [Fact]
    public async Task Where_nothing_can_be_suggested_nothing_is_asked()
    {
        await using var server = await FaceServer.StartAsync();
        using var customer = await server.SignedInAsync(FaceServer.Customer);

        (await customer.OpenAsync(Form)).QuerySelectorAll("#suggestions, noscript").Should().BeEmpty();
        (await PostAsync(customer, Pieces, ("Subject", "Mail"))).QuerySelectorAll("details").Should().BeEmpty();
    }

    private static PluginContributions With<TSource>(string id) where TSource : class, ISuggestionSource =>
        FaceServer.Plugin(id, plugin => plugin.AddSuggestionSource<TSource>("source"));

    private static PluginContributions Rogue(string how) => how switch
    {
        "throws" => With<Throwing>("rogue"),
        "null" => With<Answering<Null>>("rogue"),
        "empty" => With<Answering<Empty>>("rogue"),
        "foreign" => With<Answering<Foreign>>("rogue"),
        "long" => With<Answering<Long>>("rogue"),
        _ => With<Answering<None>>("rogue"),
    };

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PostAsync(Browser browser, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.SendFormAsync(Form, path, [.. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private abstract class Source : ISuggestionSource
    {
        public abstract Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken);

        public virtual Task<SuggestedText?> OpenAsync(string key, Actor reader, CancellationToken cancellationToken) => Task.FromResult<SuggestedText?>(null);

        public virtual Task SolvedAsync(string key, Actor reader, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Knowing : Source
    {
        public override Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Suggestion>>([.. Enumerable.Range(0, 6).Select(n => new Suggestion($"a{n}", $"{request.Subject} {n}", "What to do.", $"/books/a{n}"))]);

        public override Task<SuggestedText?> OpenAsync(string key, Actor reader, CancellationToken cancellationToken) => Task.FromResult(key == "gone" ? null : new SuggestedText(
            "A book",
            "<h2 style='color:red'>Read</h2><script>alert(1)</script><p onclick='x()'>this</p><img src='/books/picture'><a href='/books/more'>more</a><img src='https://elsewhere.example/x.png' alt='x'><a href='javascript:alert(1)'>no</a>",
            "/books/a1",
            "nl"));
    }

    private sealed class KnowingToo : Source
    {
        public override Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Suggestion>>([.. Enumerable.Range(0, 6).Select(n => new Suggestion($"n{n}", $"Note {n}", "", $"/notes/{n}"))]);
    }

    private sealed class Throwing : Source
    {
        public override Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("No.");
    }

    private sealed class Hanging : Source
    {
        public override async Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task;
            return [];
        }
    }

    /// <summary>Answers the first question when it is not wanted any more.</summary>
    private sealed class Waiting : Source
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public Task LetGo => _letGo.Task;

        public override async Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken)
        {
            if (_asked.TrySetResult())
            {
                await using var end = cancellationToken.Register(() => _letGo.TrySetResult());
                await _letGo.Task;
                cancellationToken.ThrowIfCancellationRequested();
            }

            return [];
        }
    }

    private interface IAnswer
    {
        static abstract IReadOnlyList<Suggestion> Give();
    }

    private sealed class Answering<TAnswer> : Source where TAnswer : IAnswer
    {
        public override Task<IReadOnlyList<Suggestion>> SuggestAsync(SuggestionRequest request, CancellationToken cancellationToken) => Task.FromResult(TAnswer.Give());
    }

    private sealed class Null : IAnswer
    {
        public static IReadOnlyList<Suggestion> Give() => [null!];
    }

    private sealed class Empty : IAnswer
    {
        public static IReadOnlyList<Suggestion> Give() => [new Suggestion("", "", "", "/rogue/x")];
    }

    private sealed class Foreign : IAnswer
    {
        public static IReadOnlyList<Suggestion> Give() => [new Suggestion("x", "Mine", "", "/books/x")];
    }

    private sealed class Long : IAnswer
    {
        public static IReadOnlyList<Suggestion> Give() => [new Suggestion(new string('x', 101), "Long", "", "/rogue/x")];
    }

    private sealed class None : IAnswer
    {
        public static IReadOnlyList<Suggestion> Give() => null!;
    }
}
