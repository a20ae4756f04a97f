using System.Reflection;
using Helpdesk.Engine.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Engine.Texts;

internal static class TextServices
{
    /// <summary>The phrases of the engine, of the assemblies given, and of the plugins where there are some.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, params Assembly[] assemblies) =>
        services
            .AddSingleton(provider => new PhraseBook(
                assemblies.Prepend(typeof(PhraseBook).Assembly).SelectMany(PhraseFiles.In).Concat(provider.GetService<Contributions>()?.Phrases ?? [])))
            .AddSingleton(provider => new Words(provider.GetRequiredService<PhraseBook>()));
}
