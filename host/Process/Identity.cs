using Helpdesk.Engine.Storage;

namespace Helpdesk.Host.Process;

/// <summary>Reads which server this is, or makes it up at the first start.</summary>
internal static class Identity
{
    public static NodeIdentity Of(DataDirectory data)
    {
        var file = data.NodeFile;
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: 32 } known)
        {
            return new NodeIdentity(known);
        }

        var made = Guid.NewGuid().ToString("N");
        // Beside, then moved: a crash in between must not leave half an identity.
        File.WriteAllText(file + ".new", made);
        File.Move(file + ".new", file, overwrite: true);
        return new NodeIdentity(made);
    }
}
