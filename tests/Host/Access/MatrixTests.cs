using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Host.Api;
using Helpdesk.Host.Guests;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Tests.Access;

/// <summary>
/// LX3: every route of the running desk, times everybody who may ask, times what is hers, somebody else's or nobody's. What
/// becomes of each is declared in <see cref="Expectations"/>.
/// </summary>
[Trait("Kind", "slow")]
public sealed partial class MatrixTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    [Fact]
    public async Task LX3_No_route_is_without_an_expectation() =>
        (await RoutesAsync()).Where(route => !Expectations.All.Any(expectation => expectation.Covers(route.Method, route.Pattern)))
            .Should().BeEmpty("whoever adds a route says in Expectations who comes in by it");

    [Fact]
    public async Task No_expectation_is_of_a_route_that_is_gone()
    {
        var routes = await RoutesAsync();

        Expectations.All.Where(expectation => !routes.Any(route => expectation.Covers(route.Method, route.Pattern)))
            .Select(expectation => $"{expectation.Method} {expectation.Pattern}")
            .Should().BeEmpty("a line that nothing needs hides the next mistake");
    }

    [Fact]
    public async Task LX3_Everybody_comes_in_where_she_may_and_nowhere_else()
    {
        var wrong = new List<string>();
        // Whoever has signed out gets no further in this matrix; AccountPageTests has her.
        foreach (var (route, expectation) in (await CasesAsync()).Where(one => one.Route.Pattern != "/sign-out"))
        {
            // Forms are for browsers: to them a token's owner is nobody, and has no form's token either.
            foreach (var caller in world.Callers.Where(caller => route.Handler is null || !caller.IsToken))
            {
                foreach (var isThere in expectation.Target == Target.None ? new[] { true } : [true, false])
                {
                    using var answer = await AskAsync(caller, route, expectation, isThere);
                    var (expected, outcome) = (expectation.For(caller, isThere), OutcomeOf(answer));
                    // An empty form is about nothing, and so finds nothing: she was let in to be told so.
                    var isAboutNothing = route.Handler is not null && expectation.Target == Target.None && (expected, outcome) == (Outcome.In, Outcome.NotFound);
                    // Where everybody comes in a guest is nobody, to whom the token of her own form is a stranger's.
                    var isStrangersToken = caller.IsGuest && route.Handler is not null && expected == Outcome.NotFound && (int)answer.StatusCode == 400;
                    if (outcome != expected && !isAboutNothing && !isStrangersToken)
                    {
                        wrong.Add($"{route} ({expectation.Target}{(isThere ? "" : ", absent")}) by {caller}: {outcome} ({(int)answer.StatusCode}) instead of {expected}");
                    }
                }
            }
        }

        string.Join('\n', wrong).Should().BeEmpty();
    }

    [Fact]
    public async Task LX3_Foreign_and_absent_are_the_same_answer_to_the_byte()
    {
        var compared = 0;
        foreach (var (route, expectation) in (await CasesAsync()).Where(one => one.Expectation.Target != Target.None))
        {
            foreach (var caller in world.Callers.Where(caller => (route.Handler is null || !caller.IsToken) && expectation.For(caller, true) == Outcome.NotFound))
            {
                var foreign = await SeenAsync(caller, route, expectation, isThere: true);
                var absent = await SeenAsync(caller, route, expectation, isThere: false);

                foreign.Should().Be(absent, $"{route} by {caller}");
                compared++;
            }
        }

        compared.Should().BeGreaterThan(40);
    }

    [Fact]
    public async Task What_is_served_from_files_is_served_to_everybody_as_it_is()
    {
        var nobody = world.Callers.Single(caller => caller.Role is null);
        using var page = await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/sign-in"));
        var style = (await Browser.PageAsync(page)).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        foreach (var caller in world.Callers)
        {
            using var answer = await caller.SendAsync(new HttpRequestMessage(HttpMethod.Get, style));
            answer.StatusCode.Should().Be(HttpStatusCode.OK, caller.ToString());
        }
    }

    private async Task<IEnumerable<(Route Route, Expectation Expectation)>> CasesAsync() =>
        from route in await RoutesAsync()
        from expectation in Expectations.All
        where expectation.Covers(route.Method, route.Pattern)
        select (route, expectation);

    private async Task<IReadOnlyList<Route>> RoutesAsync()
    {
        var services = world.Desk.Generations.Current.Services;
        var routes = new List<Route>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                // A page says nothing of methods; its handlers do.
                var handlers = (await services.GetRequiredService<PageLoader>().LoadAsync(page, endpoint.Metadata)).HandlerMethods;
                routes.Add(new Route("GET", pattern, Handler: null, Example: null));
                routes.AddRange(handlers.Where(handler => handler.HttpMethod != "Get").Select(handler => new Route(handler.HttpMethod.ToUpperInvariant(), pattern, handler.Name ?? "", Example: null)));
            }
            else
            {
                var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } declared } ? declared : ["GET"];
                routes.AddRange(methods.Select(method => new Route(method, pattern, Handler: null, endpoint.Metadata.GetMetadata<ExampleBody>()?.Body.ToJsonString())));
            }
        }

        return [.. routes.Distinct()];
    }

    private async Task<HttpResponseMessage> AskAsync(Caller caller, Route route, Expectation expectation, bool isThere)
    {
        var query = string.IsNullOrEmpty(route.Handler) ? "" : $"?handler={route.Handler}";
        var request = new HttpRequestMessage(new HttpMethod(route.Method), await world.AddressAsync(route.Pattern, expectation.Target, isThere) + query);
        if (route.Method is not ("GET" or "DELETE"))
        {
            var json = expectation.Json ?? route.Example;
            request.Content = json is not null
                ? new StringContent(json, Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent([new("__RequestVerificationToken", caller.FormToken)]);
        }

        return await caller.SendAsync(request);
    }

    private static Outcome OutcomeOf(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        401 => Outcome.SignIn,
        302 when answer.Headers.Location!.OriginalString == GuestEndpoints.TicketPath => Outcome.Forbidden,
        302 when answer.Headers.Location!.OriginalString.Contains("returnUrl=", StringComparison.Ordinal) => Outcome.SignIn,
        403 => Outcome.Forbidden,
        404 => Outcome.NotFound,
        405 or 415 or >= 500 => Outcome.Broken,
        _ => Outcome.In,
    };

    /// <summary>All that comes over the line, but for the time, what is random in each form, and the address that was asked for.</summary>
    private async Task<string> SeenAsync(Caller caller, Route route, Expectation expectation, bool isThere)
    {
        using var answer = await AskAsync(caller, route, expectation, isThere);
        var asked = await world.AddressAsync(route.Pattern, expectation.Target, isThere);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Set-Cookie")).OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        var body = RandomToken().Replace(await answer.Content.ReadAsStringAsync(), "(random)").Replace(asked, "(asked)", StringComparison.Ordinal).Replace(Uri.EscapeDataString(asked), "(asked)", StringComparison.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{body}";
    }

    /// <summary>What data protection makes begins with its version and the id of its key, and is another each time.</summary>
    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RandomToken();

    /// <param name="Handler">Of a page's form: the name, empty for the one without; null for what is no form.</param>
    private sealed record Route(string Method, string Pattern, string? Handler, string? Example)
    {
        public override string ToString() => $"{Method} {Pattern}{(string.IsNullOrEmpty(Handler) ? "" : $"?handler={Handler}")}";
    }
}
