using System.Runtime.InteropServices;

namespace Helpdesk.EmailIngest.Reading.Replies;

internal enum LinePart
{
    /// <summary>Words of this mail, and quotes that have to stay with them.</summary>
    New,
    Signature,

    /// <summary>What was written before, and what announces it.</summary>
    History,
}

/// <summary>Which line of a mail is what.</summary>
internal sealed class MailPartition
{
    private readonly List<Block> _blocks = [];
    private bool _announcesAnswers;
    private int _lookedAt;

    private MailPartition(IReadOnlyList<TextLine> lines)
    {
        Lines = lines;
        Parts = new LinePart[lines.Count];
    }

    private enum BlockKind
    {
        /// <summary>Neither quoted nor after an attribution.</summary>
        Text,

        /// <summary>Quoted, but nobody says whom: perhaps a prompt, perhaps by hand.</summary>
        Quote,

        /// <summary>Announced: somebody else's words.</summary>
        History,
    }

    public IReadOnlyList<TextLine> Lines { get; }

    public LinePart[] Parts { get; }

    /// <returns>Null where all of it is new: a forwarded mail, nothing but quotes.</returns>
    public static MailPartition? Of(IReadOnlyList<TextLine> lines)
    {
        var partition = new MailPartition(SharedLines.Split(lines));
        if (!partition.FindBlocks())
        {
            return null;
        }

        partition.SetParts();
        return partition;
    }

    /// <returns>False for a forwarded mail.</returns>
    private bool FindBlocks()
    {
        var history = new History(Lines);
        var isPast = false;
        var line = TextLines.NextFilled(Lines, 0);
        while (line < Lines.Count)
        {
            var block = BlockAt(history, line, out var kind);
            if (kind == HistoryKind.Forwarded && !isPast)
            {
                return false;
            }

            isPast |= block.Kind == BlockKind.History;

            if (_blocks.Count > 0 && block.Kind == BlockKind.Text && _blocks[^1].Kind == BlockKind.Text)
            {
                _blocks[^1] = _blocks[^1] with { End = block.End };
            }
            else
            {
                _blocks.Add(block);
            }

            line = TextLines.NextFilled(Lines, block.End);
        }

        return _blocks.Exists(block => block.Kind == BlockKind.Text);
    }

    private Block BlockAt(History history, int line, out HistoryKind? kind)
    {
        if (Lines[line].IsQuoted)
        {
            var end = QuoteBlock.EndOf(Lines, line);
            kind = QuoteBlock.Head(Lines, line, end);
            return new Block(kind is null or HistoryKind.Forwarded ? BlockKind.Quote : BlockKind.History, line, end);
        }

        var start = history.At(line);
        kind = start?.Kind;
        if (start is null or { Kind: HistoryKind.Forwarded })
        {
            return new Block(BlockKind.Text, line, line + 1);
        }

        var next = TextLines.NextFilled(Lines, start.Value.End);
        return start.Value.Kind != HistoryKind.ReplyAbove && QuoteBlock.StartsAt(Lines, next, isAnnounced: true)
            ? new Block(BlockKind.History, line, QuoteBlock.EndOf(Lines, next))
            : start.Value.IsStrong && !PointsBelow(start.Value, line) ? new Block(BlockKind.History, line, Lines.Count)
            : new Block(BlockKind.Text, line, line + 1);
    }

    /// <summary>"My answers are below, in red": where nothing marks the quote, they can't be told from it, and all has to be shown.</summary>
    private bool PointsBelow(HistoryStart start, int line)
    {
        if (start.Kind == HistoryKind.ReplyAbove || _blocks.Count == 0 || _blocks[^1].Kind != BlockKind.Text)
        {
            return false;
        }

        while (!_announcesAnswers && _lookedAt < line)
        {
            _announcesAnswers = !Lines[_lookedAt].IsQuoted && InlineAnswers.AreAnnouncedIn(Lines[_lookedAt].Content);
            _lookedAt++;
        }

        return _announcesAnswers || Lines[TextLines.PreviousFilled(Lines, line - 1)].Content[^1] is ':' or '：';
    }

    private void SetParts()
    {
        var lastText = LastTextAfterSignatures();
        var isAmongQuotes = IsTextBetweenQuotes(lastText);
        for (var i = 0; i < _blocks.Count; i++)
        {
            var isHistory = _blocks[i].Kind switch
            {
                BlockKind.History => !isAmongQuotes || i > lastText,
                BlockKind.Quote => i > lastText && (i > lastText + 1 || !IsInDoubt(_blocks[i])),
                _ => false,
            };
            if (isHistory)
            {
                Array.Fill(Parts, LinePart.History, _blocks[i].Start, _blocks[i].End - _blocks[i].Start);
            }
        }
    }

    /// <summary>A quote at the end that nobody announces is history, unless the words above lead to it, or it looks like a prompt.</summary>
    private bool IsInDoubt(Block quote)
    {
        var above = Lines[TextLines.PreviousFilled(Lines, quote.Start - 1)].Content;
        return above[^1] is ':' or '：' || Lines[quote.Start].Depth >= 3 || (!Lines[quote.Start - 1].IsBlank && quote.End - quote.Start == 1);
    }

    /// <summary>Marks the signature at the end, also one that follows the quote; the last block of text that is more than that.</summary>
    private int LastTextAfterSignatures()
    {
        var last = _blocks.FindLastIndex(block => block.Kind == BlockKind.Text);
        while (true)
        {
            var (_, start, end) = _blocks[last];
            var before = last == 0 ? -1 : _blocks.FindLastIndex(last - 1, block => block.Kind == BlockKind.Text);
            var signature = SignatureFinder.StartOf(Lines, start, end, mayBeAll: before >= 0);
            if (signature is null)
            {
                return last;
            }

            Array.Fill(Parts, LinePart.Signature, signature.Value, end - signature.Value);
            if (signature.Value > start)
            {
                return last;
            }

            last = before;
        }
    }

    /// <summary>Answers point by point are not to be read without what they answer (scenario 66).</summary>
    private bool IsTextBetweenQuotes(int lastText)
    {
        var firstQuote = _blocks.FindIndex(block => block.Kind != BlockKind.Text);
        var lastQuote = _blocks.FindLastIndex(block => block.Kind != BlockKind.Text);
        var text = firstQuote < 0 ? -1 : _blocks.FindIndex(firstQuote, block => block.Kind == BlockKind.Text);
        return text >= 0 && text < lastQuote && text <= lastText;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Block(BlockKind Kind, int Start, int End);
}
