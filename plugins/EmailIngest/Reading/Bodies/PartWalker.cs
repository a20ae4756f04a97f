using Helpdesk.EmailIngest.Reading.Characters;
using Helpdesk.EmailIngest.Reading.Files;
using Helpdesk.EmailIngest.Reading.Protection;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Bodies;

/// <summary>Goes through the parts of a mail in their order; recursion ends at the depth that the limits allow.</summary>
internal sealed class PartWalker
{
    private readonly ParsedMail _mail;

    private readonly ReadingLimits _limits;

    private readonly ReadingNotes _notes;

    private readonly LeafReader _leaves;

    private int _parts;

    public PartWalker(ParsedMail mail, ReadingOptions options, ReadingNotes notes)
    {
        (_mail, _limits, _notes) = (mail, options.Limits, notes);
        Files = new FileCollector(options.Limits, notes);
        _leaves = new LeafReader(mail, options, notes, Files, Crypto);
    }

    public FileCollector Files { get; }

    public CryptoSigns Crypto { get; } = new();

    public bool HasHtml => _leaves.HasHtml;

    public List<BodyPiece> Walk()
    {
        var pieces = _mail.Message.Body is { } body ? Walk(body, PartPlace.Top) : [];
        return pieces.TrueForAll(p => p.SaysNothing) && _leaves.Spare.Count > 0 ? _leaves.Spare : pieces;
    }

    private List<BodyPiece> Walk(MimeEntity entity, PartPlace place)
    {
        _parts++;
        Crypto.See(entity);
        switch (entity)
        {
            case Multipart { Count: 0 } empty:
                return OfEmpty(empty);
            case Multipart multipart:
                return OfMultipart(multipart, place);
            case MessagePart message:
                AttachedMails.Add(message, _mail, Files);
                return [];
            case MimePart part:
                return _leaves.Unwrap(part, place) is { } inner ? Walk(inner, place with { Depth = place.Depth + 1 }) : _leaves.Read(part, place);
            default:
                return [];
        }
    }

    private List<BodyPiece> OfMultipart(Multipart multipart, PartPlace place)
    {
        var choices = new List<List<BodyPiece>>();
        for (var i = 0; i < multipart.Count; i++)
        {
            if (_parts >= _limits.MostParts || place.Depth >= _limits.MostDepth)
            {
                AddRest(multipart, i, place);
                break;
            }

            var here = place.Child(multipart, i);
            Join(choices, Walk(multipart[i], here), multipart, here);
        }

        return multipart is MultipartAlternative ? Alternatives.Merge(choices) : [.. choices.SelectMany(c => c)];
    }

    private void Join(List<List<BodyPiece>> choices, List<BodyPiece> pieces, Multipart multipart, PartPlace here)
    {
        if (!Neighbours.Differ(_leaves.Kinds, multipart, here) || choices[^1].TrueForAll(p => p.SaysNothing) || pieces.TrueForAll(p => p.SaysNothing))
        {
            choices.Add(pieces);
        }
        else if (Neighbours.SayTheSame(choices[^1], pieces))
        {
            choices[^1] = Alternatives.Merge([choices[^1], pieces]);
        }
        else
        {
            choices.Add([]);
            _leaves.AddFile((MimePart)multipart[here.Index], MailFileRole.File);
        }
    }

    /// <summary>A multipart without any parts was text all along.</summary>
    private List<BodyPiece> OfEmpty(Multipart multipart)
    {
        var body = _mail.PlaceOf(multipart) is { } place ? _mail.Raw[place.Body..place.End] : default;
        return body.IsEmpty ? [] : [new BodyPiece(CleanText.OfBody(_mail.Decoder.DecodeUndeclared(body.Span)), Html: null)];
    }

    /// <summary>What is too much or too deep stays together in one file, in the bytes that came.</summary>
    private void AddRest(Multipart multipart, int from, PartPlace place)
    {
        if (place.Depth >= _limits.MostDepth)
        {
            _notes.Cut(ReadingLimits.Depth, $"Parts more than {_limits.MostDepth} deep are kept as one file.");
        }
        else
        {
            _notes.Cut(ReadingLimits.Part, $"The parts after the first {_limits.MostParts} are kept as one file.");
        }

        if (_mail.PlaceOf(multipart[from]) is { } first && _mail.PlaceOf(multipart[^1]) is { } last)
        {
            Files.Add(new FoundFile(MailFileRole.File, MediaTypes.Unknown, _mail.Raw[first.Begin..last.End]) { Name = "rest.mime" });
        }
    }
}
