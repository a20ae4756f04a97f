using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Helpdesk.Host.Api;

/// <summary>The description for programs. The one for people is a page, <c>Reference.cshtml</c>.</summary>
internal static class ReferenceEndpoints
{
    /// <summary>For everybody: it says what there is, and nothing of what is in it.</summary>
    public static void MapReference(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
