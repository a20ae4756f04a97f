using Helpdesk.Engine.Plugins.Trials;
using Helpdesk.Host.Databases;

namespace Helpdesk.Host.Trials;

/// <inheritdoc cref="ITrialDesks" />
internal sealed class TrialDesks : ITrialDesks, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("helpdesk-trial-");
    private int _desks;

    /// <inheritdoc />
    /// <remarks>Tables are made once: each desk after the first begins with a copy of an empty one.</remarks>
    public async Task<ITrialDesk> OpenAsync(string address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var empty = Path.Combine(_folder.FullName, "empty.db");
        if (!File.Exists(empty))
        {
            await TrialDesk.PrepareAsync(empty, cancellationToken);
        }

        var folder = _folder.CreateSubdirectory((++_desks).ToString(System.Globalization.CultureInfo.InvariantCulture));
        File.Copy(empty, Path.Combine(folder.FullName, DatabaseChoice.DefaultFile));
        return await TrialDesk.OpenAsync(folder, address, now, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
