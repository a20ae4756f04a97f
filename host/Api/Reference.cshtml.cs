using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Helpdesk.Host.Api;

/// <summary>The reference for people: the same document as for programs, written out. For everybody, and without a script.</summary>
[AllowAnonymous]
internal sealed class ReferenceModel([FromKeyedServices(OpenApiDescription.DocumentName)] IOpenApiDocumentProvider documents) : PageModel
{
    public OpenApiDocument Document { get; private set; } = new();

    /// <summary>By what it is about, in the order of the document.</summary>
    public IEnumerable<IGrouping<string, ReferenceEntry>> Chapters => (
        from path in Document.Paths
        from operation in path.Value.Operations ?? []
        select new ReferenceEntry(operation.Key.Method, path.Key, operation.Value)).GroupBy(entry => entry.Operation.Tags?.FirstOrDefault()?.Name ?? "", StringComparer.Ordinal);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Document = await documents.GetOpenApiDocumentAsync(cancellationToken);
}

/// <summary>One operation of the API.</summary>
internal sealed record ReferenceEntry(string Method, string Path, OpenApiOperation Operation)
{
    public string Anchor => Operation.OperationId ?? "";

    public IEnumerable<string> Scopes => (Operation.Security ?? []).SelectMany(requirement => requirement.Values).SelectMany(scopes => scopes).Distinct(StringComparer.Ordinal);

    public string? Example => Operation.RequestBody?.Content?.Values.Select(media => media.Example).FirstOrDefault(example => example is not null)?.ToJsonString(Readable);

    /// <summary>The members of the body: name, whether it is needed, and what it is.</summary>
    public IEnumerable<(string Name, bool IsRequired, string Description)> Members =>
        Operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema is { Properties: { } properties } schema
            ? properties.Select(member => (member.Key, schema.Required?.Contains(member.Key) ?? false, Describe(member.Value)))
            : [];

    /// <summary>It is encoded when it is written into the page.</summary>
    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Describe(IOpenApiSchema schema) =>
        schema.MaxLength is { } longest ? $"{schema.Description} At most {longest:N0} characters.".Trim() : schema.MaxItems is { } most ? $"{schema.Description} At most {most:N0}.".Trim() : schema.Description ?? "";
}
