using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Helpdesk.Host.Tests.Loading;

/// <summary>Writes an assembly with nothing in it but its name and what it refers to.</summary>
internal static class TinyAssembly
{
    public static void Write(string path, string name, params (string Name, string Version)[] references) => File.WriteAllBytes(path, Named(name, references));

    public static byte[] Named(string name, params (string Name, string Version)[] references)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(name), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        foreach (var reference in references)
        {
            metadata.AddAssemblyReference(metadata.GetOrAddString(reference.Name), Version.Parse(reference.Version), default, default, default, default);
        }

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        return image.ToArray();
    }
}
