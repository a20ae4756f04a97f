using System.Reflection;
using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Texts;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using McMasterLoader = McMaster.NETCore.Plugins.PluginLoader;

namespace Helpdesk.Host.Loading;

/// <summary>A plugin in memory. Any number of generations may use it, one after the other or at once.</summary>
internal sealed class LoadedPlugin(PluginManifest manifest, string folder, Assembly assembly, Type pluginClass, McMasterLoader loader, TimeProvider time)
{
    /// <summary>How long a plugin may take to state its contributions.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private Loaded? _loaded = new(assembly, pluginClass, loader);

    public PluginManifest Manifest { get; } = manifest;

    /// <summary>The private copy that it runs from; its static files are in <c>wwwroot</c> there.</summary>
    public string Folder { get; } = folder;

    public Assembly Assembly => Current.Assembly;

    private Loaded Current => _loaded ?? throw new ObjectDisposedException(Manifest.Id, "The plugin was unloaded.");

    /// <summary>Creates the plugin's class anew and asks what it contributes. Called once for each generation.</summary>
    /// <exception cref="PluginLoadException">It threw, took too long or asked for what can't be had.</exception>
    public PluginContributions Configure()
    {
        var contributions = Answer(Current.PluginClass);
        if (PluginServices.Refusal(contributions, Assembly) is { } sentence)
        {
            throw new PluginLoadException(Manifest.Id, sentence);
        }

        try
        {
            return contributions with { Phrases = PhraseFiles.Of(Manifest.Id, Assembly) };
        }
        catch (InvalidOperationException fault)
        {
            throw new PluginLoadException(Manifest.Id, fault.Message, fault);
        }
    }

    /// <summary>Its controllers and compiled views, for MVC.</summary>
    /// <exception cref="PluginLoadException">A view lies where it could take the place of somebody else's.</exception>
    public IReadOnlyList<ApplicationPart> Parts()
    {
        try
        {
            IReadOnlyList<ApplicationPart> parts = [.. ApplicationPartFactory.GetApplicationPartFactory(Assembly).GetApplicationParts(Assembly)];
            return PluginViews.Refusal(parts, Manifest.Id) is { } sentence ? throw new PluginLoadException(Manifest.Id, sentence) : parts;
        }
        catch (Exception fault) when (fault is not PluginLoadException)
        {
            throw new PluginLoadException(Manifest.Id, $"Its views can't be listed: {fault.Message}", fault);
        }
    }

    /// <summary>Forgets all that would keep the load context in memory.</summary>
    public void Unload() => Interlocked.Exchange(ref _loaded, null)?.Loader.Dispose();

    private PluginContributions Answer(Type pluginClass)
    {
        var step = "constructor";
        // A thread of its own, not one of the pool: what never comes back costs that thread and nothing else.
        var asking = Task.Factory.StartNew(
            () =>
            {
                var plugin = (IPlugin)Activator.CreateInstance(pluginClass, BindingFlags.DoNotWrapExceptions | BindingFlags.Public | BindingFlags.Instance, null, null, null)!;
                Volatile.Write(ref step, "Configure");
                var builder = new PluginBuilder(Manifest);
                plugin.Configure(builder);
                return builder.Build();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            var contributions = asking.WaitAsync(Patience, time).GetAwaiter().GetResult();
            // The plugin may keep its builder; what was asked for is settled all the same.
            ((ServiceCollection)contributions.Services).MakeReadOnly();
            return contributions;
        }
        catch (TimeoutException) when (!asking.IsCompleted)
        {
            throw new PluginLoadException(Manifest.Id, $"Its {Volatile.Read(ref step)} took longer than {Patience.TotalSeconds:0} s.");
        }
        catch (PluginContributionException refused)
        {
            throw new PluginLoadException(Manifest.Id, refused.Message, refused);
        }
        catch (Exception fault)
        {
            var cause = fault is TypeInitializationException { InnerException: { } inner } ? inner : fault;
            throw new PluginLoadException(Manifest.Id, $"Its {Volatile.Read(ref step)} threw {cause.GetType().Name}: {cause.Message}", fault);
        }
    }

    private sealed record Loaded(Assembly Assembly, Type PluginClass, McMasterLoader Loader);
}
