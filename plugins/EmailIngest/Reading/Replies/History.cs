namespace Helpdesk.EmailIngest.Reading.Replies;

internal enum HistoryKind
{
    Attribution,
    Headers,
    Original,
    ReplyAbove,
    Forwarded,
}

/// <param name="Start">Where what was written before begins.</param>
/// <param name="End">The first line after what announces it.</param>
/// <param name="IsStrong">Holds even where no quote mark follows.</param>
internal readonly record struct HistoryStart(int Start, int End, HistoryKind Kind, bool IsStrong);

/// <summary>Finds where what was written before begins, line by line.</summary>
internal sealed class History
{
    private readonly IReadOnlyList<TextLine> _lines;
    private readonly Dictionary<int, Attribution> _attributions;

    public History(IReadOnlyList<TextLine> lines)
    {
        _lines = lines;
        _attributions = AttributionFinder.All(lines);
    }

    public HistoryStart? At(int line)
    {
        if (_lines[line].IsQuoted || _lines[line].IsCode || _lines[line].IsBlank)
        {
            return null;
        }

        var (marker, isCertain) = _lines[line].Marker;
        var next = TextLines.NextFilled(_lines, line + 1);
        return marker switch
        {
            HistoryMarker.ReplyAbove => new HistoryStart(line, line + 1, HistoryKind.ReplyAbove, IsStrong: true),
            HistoryMarker.Rule => next < _lines.Count && AfterRule(next) is { } after ? after with { Start = line } : null,
            HistoryMarker.Original or HistoryMarker.Forwarded when isCertain || HeadersAt(next, isAnnounced: true) is not null =>
                new HistoryStart(line, line + 1, marker == HistoryMarker.Original ? HistoryKind.Original : HistoryKind.Forwarded, IsStrong: true),
            _ => HeadersAt(line, isAnnounced: false) ?? AttributionAt(line),
        };
    }

    private HistoryStart? AfterRule(int line)
    {
        if (_lines[line].IsQuoted)
        {
            return null;
        }

        var (marker, isCertain) = _lines[line].Marker;
        return marker is HistoryMarker.Original or HistoryMarker.Forwarded or HistoryMarker.ReplyAbove && isCertain ? At(line)
            : HeadersAt(line, isAnnounced: true) ?? AttributionAt(line);
    }

    private HistoryStart? HeadersAt(int line, bool isAnnounced) =>
        line < _lines.Count && HeaderBlock.CanStart(_lines[line]) && HeaderBlock.EndOf(_lines, line, isAnnounced) is { } end
            ? new HistoryStart(line, end, HistoryKind.Headers, IsStrong: true)
            : null;

    private HistoryStart? AttributionAt(int line) =>
        _attributions.TryGetValue(line, out var found) ? new HistoryStart(line, found.End, HistoryKind.Attribution, found.IsStrong) : null;
}
