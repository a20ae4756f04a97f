using Helpdesk.EmailIngest.Reading.Markup;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>
/// Plain text with HTML right after it, or the other way round, in multipart/mixed. Both are there for a reason: they say the
/// same, from a program that does not know multipart/alternative, or the second is a thing of its own that somebody added on
/// the way. Outlook shows such a thing as a file. What programs split around a picture is of one kind (scenario 59).
/// </summary>
internal static class Neighbours
{
    public static bool Differ(PartKinds kinds, Multipart multipart, PartPlace place)
    {
        var index = place.Index;
        if (index == 0 || multipart is MultipartAlternative or MultipartRelated || multipart[index - 1] is not MimePart before || multipart[index] is not MimePart here)
        {
            return false;
        }

        return (kinds.Of(before, place with { Index = index - 1 }), kinds.Of(here, place)) is (PartKind.Text, PartKind.Html) or (PartKind.Html, PartKind.Text);
    }

    public static bool SayTheSame(IEnumerable<BodyPiece> one, IEnumerable<BodyPiece> other) => Letters(one).SequenceEqual(Letters(other));

    private static IEnumerable<char> Letters(IEnumerable<BodyPiece> pieces) =>
        pieces.SelectMany(p => p.Html is null ? p.Text ?? "" : TagStripper.TextOf(p.Html, int.MaxValue)).Where(char.IsLetterOrDigit);
}
