using System.Net;
using System.Text.Json;

namespace Helpdesk.Host.Tests.Api;

/// <summary>What can't be taken is refused with its field's name and a sentence, and nothing of it is kept.</summary>
public sealed class RefusalTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    private const string Tickets = "/api/v1/tickets";

    public static TheoryData<string, string> Broken => new()
    {
        { """{"subject": "A", "body": "B", "department": "support", "subjekt": "C"}""", "subjekt" },
        { """{"subject": "A", "body": "B", "department": "support", "status": "closed"}""", "status" },
        { """{"subject": "A", "body": "B", "department": "support", "author": "1"}""", "author" },
        { """{"subject": "A", "body": "B", "department": "support", "role": "administrator"}""", "role" },
        { """{"subject": "A", "body": "B", "department": "support", "format": "rtf"}""", "format" },
        { """{"subject": "A", "body": "B", "department": "support", "urgency": "very"}""", "urgency" },
        { """{"subject": "A", "body": "B", "department": "support", "urgency": 2}""", "urgency" },
        { """{"subject": "A", "body": "B", "department": "support", "type": "no-such"}""", "type" },
        { """{"subject": "A", "body": "B", "department": "support", "service": "x"}""", "service" },
        { """{"subject": "A", "body": "B", "department": "support", "service": "1"}""", "service" },
        { """{"subject": "A", "body": "B", "department": "support", "cc": ["no address"]}""", "cc" },
        { """{"subject": "A", "body": "B", "department": "support", "cc": [null]}""", "cc" },
        { """{"subject": "A", "body": "B", "department": "support", "cc": [5]}""", "cc[0]" },
        { """{"subject": "A", "body": "B", "department": "support", "cc": [{"address": "a@example.com", "role": "agent"}]}""", "cc[0]" },
        { """{"subject": "A", "body": "B", "department": "support", "fields": {"no-such": "1"}}""", "fields" },
        { """{"subject": "A", "body": "B", "department": "support", "fields": {"x": [1]}}""", "fields.x" },
        { """{"subject": "A", "body": "B", "department": "support", "a b": 1}""", "['a b']" },
        { """{"subject": 5, "body": "B", "department": "support"}""", "subject" },
        { """{"subject": "A", "body": ["B"], "department": "support"}""", "body" },
        { """{"subject": "A", "body": "B", "department": {"key": "support"}}""", "department" },
        { """{"subject": "A", "body": "B", "department": "support", "attachments": "1"}""", "attachments" },
        { """{"subject": "A", "body": "B", "department": "support", "attachments": [{}]}""", "attachments[0]" },
        { """{"subject": "A", "body": "B", "department": "support", "attachments": ["-1"]}""", "attachments" },
        { """{"subject": "A", "body": "B", "department": "support", "attachments": [null]}""", "attachments" },
        { """{"subject": "A", "body": "B", "department": "support", "attachments": ["99999999999999999999"]}""", "attachments" },
        { """{"subject": "A", "body": "B", "department": "support", "attachments": ["1"]}""", "attachments" },
        { """{"body": "B", "department": "support"}""", "subject" },
        { """{"subject": null, "body": "B", "department": "support"}""", "subject" },
        { """{"subject": " \t\r\n ", "body": "B", "department": "support"}""", "subject" },
        { """{"subject": "\u0001\u0002", "body": "B", "department": "support"}""", "subject" },
        { """{"subject": "A", "department": "support"}""", "body" },
        { """{"subject": "A", "body": " \n ", "department": "support"}""", "body" },
        { """{"subject": "A", "body": "B"}""", "department" },
        { """{"subject": "A", "body": "B", "department": "no-such"}""", "department" },
        { """{"subject": "A", "body": "B", "department": "1"}""", "department" },
        { """{"subject": "A", "body": "B", "department": "sup\u0000port"}""", "department" },
    };

    public static TheoryData<string> NoObject => new()
    {
        "",
        "{",
        """{"subject": "A", "body": "B", "department": "support" """,
        """{"subject": "A",, "body": "B"}""",
        """{'subject': 'A'}""",
        "null",
        "[]",
        "\"text\"",
        "42",
        """{"subject": "A"} {"subject": "B"}""",
        """{"\ud800": "A"}""",
        """{"subject": "A\u00"}""",
        """{"subject": "A\x"}""",
        string.Concat(Enumerable.Repeat("[", 10_000)),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task LX17_A_field_that_is_wrong_or_is_none_of_the_callers_is_named(string json, string field)
    {
        var before = await CountAsync();

        (await desk.Customer.PostRawAsync(Tickets, json)).ShouldRefuse(HttpStatusCode.BadRequest, field);

        (await CountAsync()).Should().Be(before);
    }

    [Theory]
    [MemberData(nameof(NoObject))]
    public async Task What_is_no_JSON_object_is_refused(string json) =>
        (await desk.Customer.PostRawAsync(Tickets, json)).ShouldRefuse(HttpStatusCode.BadRequest);

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var answer = await desk.Customer.PostRawAsync(Tickets, "{}");

        answer.ShouldRefuse(HttpStatusCode.BadRequest).Body["errors"]!.AsObject().Select(error => error.Key).Should().BeEquivalentTo("subject", "body", "department");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task LX5_What_a_form_of_another_site_could_send_is_not_read(string contentType)
    {
        using var content = new StringContent("""{"subject": "A", "body": "B", "department": "support"}""");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);

        (await desk.Customer.SendAsync(HttpMethod.Post, Tickets, content, language: null)).ShouldRefuse(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_before_they_are_read()
    {
        var answer = await desk.Customer.PostAsync(Tickets, new { subject = "A", body = new string('x', 10_000_000), department = "support" });

        answer.ShouldRefuse(HttpStatusCode.RequestEntityTooLarge).Text("detail").Should().Contain("1,048,576 bytes");
    }

    [Fact]
    public async Task Too_much_without_a_length_is_refused_too()
    {
        using var content = new Unmeasured(JsonSerializer.SerializeToUtf8Bytes(new { subject = "A", body = new string('x', 1024 * 1024), department = "support" }));

        (await desk.Customer.SendAsync(HttpMethod.Post, Tickets, content, language: null)).ShouldRefuse(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Halves_of_surrogate_pairs_become_the_sign_for_what_is_lost()
    {
        var answer = await desk.Customer.PostRawAsync(Tickets, """{"subject": "A\ud83d!\udc4d", "body": "\udc4d\ud83d \"\\\/\b\f\n\r\t\u0000\u00e9 \ud83d\udc4d é \ud83d", "department": "support"}""");

        answer.Status.Should().Be(HttpStatusCode.Created, answer.ToString());
        answer.Text("subject").Should().Be("A\uFFFD!\uFFFD");
        (await desk.Customer.GetAsync($"{Tickets}/{answer.Text("number")}/messages")).Items.Single()["body"]!.GetValue<string>()
            .Should().Be("\uFFFD\uFFFD \"\\/\b\f\n\r\t\uFFFDé 👍 é \uFFFD");
    }

    [Fact]
    public async Task The_longest_body_fits_however_JSON_writes_it()
    {
        // Each of these is six bytes of JSON.
        var longest = new string('\u0002', 100_000);

        var answer = await desk.Customer.PostRawAsync(Tickets, $$"""{"subject": "Long", "department": "support", "body": "{{string.Concat(Enumerable.Repeat(@"\u0002", 100_000))}}"}""");

        answer.Status.Should().Be(HttpStatusCode.Created);
        (await desk.Customer.GetAsync($"{Tickets}/{answer.Text("number")}/messages")).Items.Single()["body"]!.GetValue<string>().Should().Be(longest);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(100_000, false)]
    public async Task A_subject_has_a_length_and_is_never_cut(int length, bool fits)
    {
        var subject = new string('é', length);

        var answer = await desk.Customer.PostAsync(Tickets, new { subject, body = "B", department = "support" });

        if (fits)
        {
            answer.Status.Should().Be(HttpStatusCode.Created);
            answer.Text("subject").Should().Be(subject);
        }
        else
        {
            answer.ShouldRefuse(HttpStatusCode.BadRequest, "subject").Text("detail").Should().Contain("255");
        }
    }

    [Theory]
    [InlineData("en", "100,001", "100,000")]
    [InlineData("nl", "100.001", "100.000")]
    [InlineData("ja", "100,001", "100,000")]
    public async Task Too_long_a_body_is_refused_in_the_callers_language_and_numbers(string language, string has, string room)
    {
        var answer = await desk.Customer.PostAsync(Tickets, new { subject = "A", body = new string('x', 100_001), department = "support" }, language);

        answer.ShouldRefuse(HttpStatusCode.BadRequest, "body").Text("detail").Should().Contain(has).And.Contain(room);
    }

    [Theory]
    [InlineData("nl", "onderwerp")]
    [InlineData("fr", "objet")]
    [InlineData("ja", "件名")]
    public async Task A_field_is_refused_in_the_callers_language(string language, string word) =>
        (await desk.Customer.PostAsync(Tickets, new { body = "B", department = "support" }, language)).ShouldRefuse(HttpStatusCode.BadRequest, "subject")
            .Body["errors"]!["subject"]![0]!.GetValue<string>().Should().Contain(word);

    [Fact]
    public async Task LX16_Control_characters_in_a_subject_become_spaces()
    {
        var answer = await desk.Customer.PostAsync(Tickets, new { subject = "Help\r\nBcc: all@evil.example\u0000\u001b[31m\u0085!\u2028?", body = "B", department = "support" });

        answer.Status.Should().Be(HttpStatusCode.Created);
        answer.Text("subject").Should().Be("Help Bcc: all@evil.example\uFFFD [31m !  ?".Replace("  ?", " ?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"kind": "whisper", "body": "B"}""", "kind")]
    [InlineData("""{"kind": "reply"}""", "body")]
    [InlineData("""{"kind": "reply", "body": "B", "attachments": ["x"]}""", "attachments")]
    [InlineData("""{"kind": "reply", "body": "B", "author": "1"}""", "author")]
    public async Task A_message_is_refused_as_a_ticket_is(string json, string field)
    {
        var number = await desk.Customer.OpenAsync("For messages");

        (await desk.Customer.PostRawAsync($"{Tickets}/{number}/messages", json)).ShouldRefuse(HttpStatusCode.BadRequest, field);

        (await desk.Customer.GetAsync($"{Tickets}/{number}/messages")).Items.Should().ContainSingle();
    }

    [Theory]
    [InlineData("POST", "/api/v1/departments")]
    [InlineData("DELETE", "/api/v1/tickets")]
    [InlineData("PUT", "/api/v1/tickets/1")]
    [InlineData("HEAD", "/api/v1/services/1")]
    public async Task A_verb_that_is_not_there_is_refused(string method, string path)
    {
        var answer = await desk.Agent.SendAsync(new HttpMethod(method), path, content: null, language: null);

        answer.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        answer.Allow.Should().NotBeEmpty();
        if (method != "HEAD")
        {
            answer.ShouldRefuse(HttpStatusCode.MethodNotAllowed).Text("code").Should().Be("api.no-such-verb");
        }
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml;q=0.9, image/*")]
    [InlineData("application/json;q=0")]
    public async Task Whoever_can_not_read_JSON_is_told_so_before_anything_is_done(string accept)
    {
        var before = await CountAsync();

        (await desk.Customer.PostAsync(Tickets, new { subject = "A", body = "B", department = "support" }, headers => headers.Accept.ParseAdd(accept))).ShouldRefuse(HttpStatusCode.NotAcceptable);

        (await CountAsync()).Should().Be(before);
        (await desk.Customer.PostAsync(Tickets, new { subject = "A", body = "B", department = "support" }, headers => headers.Accept.ParseAdd("text/html, */*;q=0.1"))).Status.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/api/v1/tickets/1/no-such-thing")]
    [InlineData("/api/v1/attachments/no-number")]
    [InlineData("/api/v1")]
    public async Task An_address_that_is_not_there_says_so(string path) => (await desk.Agent.GetAsync(path)).ShouldRefuse(HttpStatusCode.NotFound);

    private async Task<int> CountAsync()
    {
        var count = 0;
        for (string? next = ""; next is not null;)
        {
            var page = await desk.Customer.GetAsync($"{Tickets}?limit=100&after={next}");
            count += page.Items.Count;
            next = page.Body["next"]?.GetValue<string>();
        }

        return count;
    }

    /// <summary>A body that does not say how long it is (chunked).</summary>
    private sealed class Unmeasured : HttpContent
    {
        private readonly byte[] _bytes;

        public Unmeasured(byte[] bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
