using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Texts;

internal static class TextServices
{
    /// <summary>The phrases of the engine and of the assemblies given.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, params Assembly[] assemblies) =>
        services
            .AddSingleton(_ => new PhraseBook([typeof(PhraseBook).Assembly, .. assemblies]))
            .AddSingleton<Words>();
}
