using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Platform.ServiceDefaults;

/// <summary>Writes to each operation who may call it, and the answers of those who may not.</summary>
internal sealed class AccessTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return Task.CompletedTask;
        }

        operation.Security = [new() { [new OpenApiSecuritySchemeReference(BearerSecurityTransformer.Scheme, context.Document)] = [] }];
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "No valid token" });
        if (metadata.OfType<Permission>().LastOrDefault() is { } permission)
        {
            operation.Responses.TryAdd("403", new OpenApiResponse { Description = "The token does not grant this" });
            operation.Description = string.Join(
                "\n\n",
                new[] { operation.Description, $"Scopes: {Words(permission.Scopes)}. Roles: {Words(permission.Roles)}." }
                    .Where(text => !string.IsNullOrEmpty(text)));
        }

        return Task.CompletedTask;
    }

    private static string Words(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
