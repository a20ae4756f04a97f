using System.Text;
using Scriban.Runtime;

namespace Helpdesk.Engine.Channels.Notifications.Templating;

/// <summary>Takes what a template writes, up to a limit; beyond it the rendering ends rather than being cut short.</summary>
internal sealed class LimitedOutput(int most) : IScriptOutput
{
    private readonly StringBuilder _text = new();

    public void Write(string text, int offset, int count)
    {
        if (_text.Length + (long)count > most)
        {
            throw new OutputTooLargeException(most);
        }

        _text.Append(text, offset, count);
    }

    public ValueTask WriteAsync(string text, int offset, int count, CancellationToken cancellationToken)
    {
        Write(text, offset, count);
        return ValueTask.CompletedTask;
    }

    public override string ToString() => _text.ToString();
}

internal sealed class OutputTooLargeException(int most) : Exception($"It writes more than {most} characters.");
