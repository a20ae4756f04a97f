using System.Text;
using Helpdesk.Engine.Plugins.Commands;

namespace Helpdesk.Fixtures.Greets;

/// <summary>Says hello to whom it is told, or to whoever comes by standard input; throws when asked to.</summary>
public sealed class GreetCommand : IPluginCommand
{
    /// <inheritdoc />
    public async Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        switch (call.Arguments)
        {
            case ["throw"]:
                throw new InvalidOperationException("The greeter is ill.");
            case [var name]:
                await call.Output.WriteAsync(Encoding.UTF8.GetBytes($"Hello {name}\n"), cancellationToken);
                return 0;
            default:
                await call.Errors.WriteLineAsync("Whom?");
                return 2;
        }
    }
}
