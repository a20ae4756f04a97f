using Helpdesk.Engine.Plugins;
using Helpdesk.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Fixtures.ReplacesService;

/// <summary>Would give every plugin its own idea of tables.</summary>
public sealed class Rogue : IPlugin
{
    /// <inheritdoc />
    public void Configure(IPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(typeof(ITables<>), typeof(Tables<>));
    }
}

/// <summary>Has none.</summary>
public sealed class Tables<TTables> : ITables<TTables> where TTables : PluginTables
{
    /// <inheritdoc />
    public TTables Read() => throw new NotSupportedException();

    /// <inheritdoc />
    public Task WriteAsync(Func<TTables, IUnitOfWork, CancellationToken, Task> work, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
