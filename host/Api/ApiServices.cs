using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Host.Api;

internal static class ApiServices
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(BearerAuthentication.MetersPolicy, BearerAuthentication.Meters);
        services.AddSingleton<DepartmentNames>();
        services.AddOpenApiDescription();
    }
}
