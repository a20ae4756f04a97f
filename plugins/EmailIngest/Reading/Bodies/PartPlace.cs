using System.Runtime.InteropServices;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>Where a part stands: what it is depends on its neighbours.</summary>
/// <param name="Depth">How many multiparts are around it.</param>
/// <param name="Parent">The media type of the multipart around it; empty at the top.</param>
/// <param name="Index">The first is 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PartPlace(int Depth, string Parent, int Index)
{
    public static PartPlace Top => new(0, "", 0);

    /// <summary>Where the text of a mail stands, if it has any.</summary>
    public bool IsLeading => Depth == 0 || (Index == 0 && Parent is not "multipart/alternative");

    public PartPlace Child(Multipart multipart, int index) => new(Depth + 1, MediaTypes.Of(multipart), index);
}
