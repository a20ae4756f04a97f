using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Helpdesk.Host.Api;

/// <summary>The description of the API (OpenAPI 3.1), made of what is said where each endpoint is mapped.</summary>
internal static class OpenApiDescription
{
    public const string DocumentName = "v1";
    public const string Path = "/openapi/v1.json";

    private const string Bearer = "bearer";

    public static void AddOpenApiDescription(this IServiceCollection services)
    {
        // What is said of bodies is what Json reads: numbers are numbers, and what is not known is refused.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        services.AddOpenApi(DocumentName, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith(ApiEndpoints.Root.TrimStart('/'), StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(DescribeAsync);
            options.AddSchemaTransformer(DescribeAsync);
        });
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Helpdesk",
            Version = DocumentName,
            Description = "Tickets, their conversation, and the people on them. Ids are strings of digits. Instants are UTC (RFC 3339). What is refused is a problem document (RFC 9457) with a stable code.",
        };
        // Wherever the desk is reached: what a proxy before it calls itself is not for the document to guess.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = $"A token of a person's (RFC 6750), with some of the scopes {string.Join(", ", ApiScopes.All)}. It may do what its owner may, as far as its scopes go.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = NameOf(context.Description.HttpMethod!, context.Description.RelativePath!);
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<QueryParameters>().SelectMany(parameters => parameters.All))
        {
            operation.Parameters.Add(Parameter(ParameterLocation.Query, parameter.Name, parameter.Description));
        }

        foreach (var header in metadata.OfType<RequestHeader>())
        {
            operation.Parameters.Add(Parameter(ParameterLocation.Header, header.Name, header.Description));
        }

        if (metadata.OfType<ExampleBody>().FirstOrDefault() is { } example && operation.RequestBody is OpenApiRequestBody { Content: { } content } body)
        {
            body.Required = true;
            foreach (var media in content.Values)
            {
                media.Example = example.Body.DeepClone();
            }
        }
        else if (metadata.OfType<TakesAnyBytes>().Any())
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/octet-stream"] = new() } };
        }

        // One of them is enough (OpenAPI 3.1, Security Requirement Object: roles of a scheme that is not OAuth).
        operation.Security = [.. metadata.OfType<NeededScopes>().SelectMany(needed => needed.Scopes).Select(scope =>
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [scope] })];
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // Their converters say what they read; nothing else can find out.
        var type = context.JsonTypeInfo.Type;
        if (Choices(type) is { } choices)
        {
            schema.AnyOf = choices;
        }
        else if (type.IsGenericType && Choices(type.GetGenericArguments()[^1]) is { } itemChoices)
        {
            var item = new OpenApiSchema { AnyOf = itemChoices };
            (schema.Items, schema.AdditionalProperties) = type.GetGenericArguments().Length == 1 ? (item, null) : ((IOpenApiSchema?)null, item);
        }
        else if (type.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            // Null is as good as nothing, so what is needed can't be null.
            foreach (var needed in (schema.Required ?? new HashSet<string>(StringComparer.Ordinal)).Select(name => schema.Properties?[name]).OfType<OpenApiSchema>())
            {
                needed.Type &= ~JsonSchemaType.Null;
            }
        }
        else
        {
            // An answer may have more members one day.
            schema.AdditionalPropertiesAllowed = true;
        }

        return Task.CompletedTask;
    }

    private static IList<IOpenApiSchema>? Choices(Type type)
    {
        if (type == typeof(FieldText))
        {
            return [new OpenApiSchema { Type = JsonSchemaType.String }, new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }];
        }

        return type == typeof(CcRequest) ? TextOrObject(("address", true), ("name", false))
            : type == typeof(OwnerRequest) ? TextOrObject(("source", true), ("externalId", true))
            : null;
    }

    private static IList<IOpenApiSchema> TextOrObject(params (string Name, bool IsRequired)[] members) =>
        [
            new OpenApiSchema { Type = JsonSchemaType.String },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalPropertiesAllowed = false,
                Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.String }, StringComparer.Ordinal),
                Required = members.Where(member => member.IsRequired).Select(member => member.Name).ToHashSet(StringComparer.Ordinal),
            },
        ];

    private static OpenApiParameter Parameter(ParameterLocation location, string name, string description) =>
        new() { In = location, Name = name, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    /// <summary>Such as <c>get-tickets-number-messages</c>: unique, and stable as long as the path is.</summary>
    private static string NameOf(string method, string path) =>
        string.Join('-', path.Split('/', '{', '}', ':').Skip(2).Where(part => part.Length > 0 && part != "long").Prepend(method.ToLowerInvariant()));
}
