using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Helpdesk.Host.Loading;

/// <summary>What an assembly file says of itself, read without loading it: no code of it can run.</summary>
internal sealed record ScannedAssembly(string Name, Version Version, IReadOnlyList<AssemblyReferenceName> References)
{
    /// <summary>Null when the file is not a managed assembly: a native library, or something else by the name of .dll.</summary>
    public static ScannedAssembly? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                return null;
            }

            var metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly)
            {
                return null;
            }

            var definition = metadata.GetAssemblyDefinition();
            return new ScannedAssembly(
                metadata.GetString(definition.Name),
                definition.Version,
                [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                    .Select(reference => new AssemblyReferenceName(metadata.GetString(reference.Name), reference.Version))]);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}

/// <summary>An assembly that another one refers to.</summary>
internal sealed record AssemblyReferenceName(string Name, Version Version);
