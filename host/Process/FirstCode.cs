using Helpdesk.Engine.People;

namespace Helpdesk.Host.Process;

/// <summary>
/// The code for the first administrator, in the hands of whoever runs the server: printed when it is made, and in a file of
/// the data directory that its owner alone can read. The database has its hash.
/// </summary>
internal sealed class FirstCode(FirstAdministrator first, DataDirectory data)
{
    /// <summary>A code that was made by this start, to be printed once.</summary>
    public string? Made { get; private set; }

    public string File => data.FirstCodeFile;

    /// <summary>Makes a code for a desk that has nobody, unless there is one whose file can still be read.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!await first.IsNeededAsync(cancellationToken))
        {
            Forget();
            return;
        }

        if (System.IO.File.Exists(File) && await first.HasCodeAsync(cancellationToken))
        {
            return;
        }

        Made = await first.MakeCodeAsync(cancellationToken);
        await PrivateFile.WriteAsync(File, [Made], cancellationToken);
    }

    public void Forget() => System.IO.File.Delete(File);
}
