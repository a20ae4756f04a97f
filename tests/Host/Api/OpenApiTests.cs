using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Helpdesk.Host.Api;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Api;

/// <summary>What the description says is so, and all that is so is in the description.</summary>
public sealed class OpenApiTests(ApiDesk desk) : IClassFixture<ApiDesk>
{
    [Fact]
    public async Task Anybody_may_read_it_and_it_is_OpenAPI_3_1()
    {
        var answer = await desk.Client(token: null).GetAsync(OpenApiDescription.Path);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.ContentType.Should().Be("application/json");
        answer.Text("openapi").Should().StartWith("3.1.");
    }

    [Fact]
    public async Task Every_endpoint_is_in_it_and_nothing_else()
    {
        var mapped =
            from endpoint in Endpoints()
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
            select $"{method} {endpoint.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal)}";

        (await OperationsAsync()).Select(operation => $"{operation.Method} {operation.Path}").Should().BeEquivalentTo(mapped);
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_who_may_and_what_it_answers()
    {
        foreach (var (method, path, operation) in await OperationsAsync())
        {
            var where = $"{method} {path}";
            operation["summary"]?.GetValue<string>().Should().NotBeNullOrEmpty(where);
            operation["description"]?.GetValue<string>().Should().NotBeNullOrEmpty(where);
            operation["tags"]!.AsArray().Should().ContainSingle(where);
            operation["security"]!.AsArray().Select(need => need!["bearer"]![0]!.GetValue<string>()).Should().NotBeEmpty(where).And.BeSubsetOf(ApiScopes.All, where);
            var answers = operation["responses"]!.AsObject();
            answers.Select(answer => answer.Key).Should().Contain(["401", "403"], where).And.Contain(status => status.StartsWith('2'), where);
            answers.Where(answer => answer.Key[0] == '4').Should().OnlyContain(answer => answer.Value!["content"]!["application/problem+json"] != null, where);
            foreach (var name in RoutePatternNames(path))
            {
                operation["parameters"]!.AsArray().Should().Contain(parameter => parameter!["in"]!.GetValue<string>() == "path" && parameter["name"]!.GetValue<string>() == name, where);
            }
        }

        (await OperationsAsync()).Select(operation => operation.Operation["operationId"]!.GetValue<string>()).Should().OnlyHaveUniqueItems();
    }

    private const string Erasure = "/erasure";

    private static async Task<string> IdOfAddedAsync(ApiClient people) =>
        (await people.GetAsync("/api/v1/people?search=nora.lind@example.com")).Items.Single()["id"]!.GetValue<string>();

    [Fact]
    public async Task Every_body_that_it_shows_can_be_sent_as_it_is()
    {
        var number = await desk.Customer.OpenAsync("For the examples");
        var everything = await desk.ClientAsync(DemoPeople.Administrator, ApiScopes.Tickets, ApiScopes.People, ApiScopes.Admin);
        var colleague = await desk.ClientAsync(DemoPeople.Colleague, ApiScopes.People);
        var organisation = (await colleague.GetAsync("/api/v1/organisations")).Items.Single()["id"]!.GetValue<string>();
        var request = (await colleague.PostAsync("/api/v1/access-requests", new { name = "N", address = "n@examples.example", organisation })).Text("id");
        var sent = 0;
        // Organisations first: the other examples name the one that theirs adds. Erasing last: it is of whom another adds.
        foreach (var (method, path, operation) in (await OperationsAsync()).OrderByDescending(operation => operation.Path.Contains("/organisations/", StringComparison.Ordinal))
            .ThenBy(operation => operation.Path.EndsWith(Erasure, StringComparison.Ordinal)))
        {
            if (operation["requestBody"]?["content"]?["application/json"] is not { } body)
            {
                continue;
            }

            body["schema"].Should().NotBeNull(path);
            using var content = new StringContent(body["example"]!.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            var at = path.Replace("{number}", number, StringComparison.Ordinal).Replace("{source}", "panel", StringComparison.Ordinal).Replace("{externalId}", "42", StringComparison.Ordinal).Replace("{id}", path.EndsWith(Erasure, StringComparison.Ordinal) ? await IdOfAddedAsync(everything) : request, StringComparison.Ordinal);
            var answer = await everything.SendAsync(new HttpMethod(method), at, content, language: null);

            answer.Status.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.Created], $"{method} {path}: {answer}");
            operation["responses"]!.AsObject().Should().ContainKey(((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
            sent++;
        }

        sent.Should().BeGreaterThan(6);
    }

    [Fact]
    public async Task A_body_has_the_members_of_the_document_and_no_others()
    {
        var everything = await desk.ClientAsync(DemoPeople.Administrator, ApiScopes.Tickets, ApiScopes.People);
        var document = await DocumentAsync();
        foreach (var (path, operation) in new[] { ("/api/v1/tickets", "post"), ("/api/v1/tickets/{number}", "patch"), ("/api/v1/people/by/{source}/{externalId}", "put") })
        {
            var schema = Resolve(document, document["paths"]![path]![operation]!["requestBody"]!["content"]!["application/json"]!["schema"]!);
            schema["additionalProperties"]!.GetValue<bool>().Should().BeFalse(path);
            foreach (var (member, _) in schema["properties"]!.AsObject())
            {
                // A member that is known is refused for what it holds, or not at all; one that is not known by its own name.
                using var content = new StringContent($$"""{"{{member}}": null, "no-such-member": 1}""", System.Text.Encoding.UTF8, "application/json");
                var at = path.Replace("{number}", "1", StringComparison.Ordinal).Replace("{source}", "panel", StringComparison.Ordinal).Replace("{externalId}", "1", StringComparison.Ordinal);

                (await everything.SendAsync(new HttpMethod(operation.ToUpperInvariant()), at, content, language: null)).ShouldRefuse(HttpStatusCode.BadRequest, "no-such-member");
            }
        }
    }

    [Fact]
    public async Task What_can_be_written_in_two_ways_is_described_in_both()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;

        schemas["OpenRequest"]!["properties"]!["cc"]!["items"]!.ToJsonString().Should().Contain("anyOf").And.Contain("address");
        schemas["OpenRequest"]!["properties"]!["fields"]!["additionalProperties"]!.ToJsonString().Should().Contain("anyOf").And.Contain("integer");
        schemas["FedPersonRequest"]!["properties"]!["organisations"]!["items"]!.ToJsonString().Should().Contain("externalId");
        schemas["OpenRequest"]!["properties"]!["subject"]!["type"]!.ToJsonString().Should().Be("\"string\"");
        schemas["TicketResource"]!.AsObject().Should().NotContainKey("additionalProperties", "an answer may have more members one day");
    }

    [Fact]
    public async Task The_reference_for_people_names_every_path_and_needs_no_script_and_no_log_in()
    {
        using var browser = desk.Desk.Client();
        using var answer = await browser.GetAsync("/api");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("script-src 'self'").And.NotContain("unsafe");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        page.QuerySelectorAll("script:not([src]), style, [style]").Should().BeEmpty();
        var shown = page.QuerySelectorAll("section code").Select(code => code.TextContent).ToList();
        page.QuerySelectorAll("dt").Select(term => term.TextContent).Should().Contain("subject (required)");
        shown.Should().Contain((await OperationsAsync()).Select(operation => $"{operation.Method} {operation.Path}"));
        page.QuerySelectorAll("pre").Select(example => example.TextContent).Should().Contain(text => text.Contains("Brightwater Studio", StringComparison.Ordinal)).And.OnlyContain(text => JsonNode.Parse(text, null, default) != null);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => desk.Desk.Generations.Current.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(ApiEndpoints.Root, StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.Contains("**", StringComparison.Ordinal));

    private async Task<JsonNode> DocumentAsync() => (await desk.Client(token: null).GetAsync(OpenApiDescription.Path)).Body;

    private async Task<IReadOnlyList<(string Method, string Path, JsonNode Operation)>> OperationsAsync() =>
        [.. from path in (await DocumentAsync())["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select (operation.Key.ToUpperInvariant(), path.Key, operation.Value!)];

    private static IEnumerable<string> RoutePatternNames(string path) => path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;
}
