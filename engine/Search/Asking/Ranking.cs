using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>
/// How well a document answers: BM25F. A word in title or keywords is what a document is about; in its text it may stand for any reason, and a rare
/// one there (<c>yesterday</c>) must not outdo a common one in the title.
/// </summary>
internal sealed class Ranking(AskedQuestion question)
{
    private const double HeadWeight = 8;
    private const double SummaryWeight = 2;
    private const double TextWeight = 0.5;

    /// <summary>How soon the same word once more tells no more.</summary>
    private const double Saturation = 2;

    private readonly Dictionary<string, Probe> _probes = new(StringComparer.Ordinal);

    /// <summary>Zero when it holds nothing of it, or what was asked not to be there.</summary>
    public double Score(CandidateTerms document)
    {
        if (!_probes.TryGetValue(document.Language, out var probe))
        {
            probe = new Probe(question.Words, question.Analysers.Of(document.Language), question.Statistics, document.Language);
            _probes.Add(document.Language, probe);
        }

        return probe.Score(document);
    }

    /// <summary>The questions of one language: which terms to count, and what they are worth.</summary>
    private sealed class Probe
    {
        private readonly IReadOnlyList<AskedWord> _words;
        private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
        private readonly (int Index, double Worth)[][] _readings;
        private readonly double[] _frequencies;

        public Probe(IReadOnlyList<AskedWord> words, Analyser analyser, Statistics statistics, string language)
        {
            _words = words;
            _readings = [.. words.Select(word => word.Readings
                .Select(reading =>
                {
                    var term = word.TermOf(reading, analyser);
                    if (!_indexes.TryGetValue(term, out var index))
                    {
                        _indexes.Add(term, index = _indexes.Count);
                    }

                    return (index, statistics.Rarity(term, language) * reading.Certainty * word.Weight);
                })
                .ToArray())];
            _lookup = _indexes.GetAlternateLookup<ReadOnlySpan<char>>();
            _frequencies = new double[_indexes.Count];
        }

        public double Score(CandidateTerms document)
        {
            Array.Clear(_frequencies);
            Count(document.Head, HeadWeight, usual: 20, slope: 0.3);
            Count(document.Summary, SummaryWeight, usual: 18, slope: 0.3);
            Count(document.Text, TextWeight, usual: 250, slope: 0.6);
            double score = 0;
            for (var i = 0; i < _words.Count; i++)
            {
                double best = 0;
                foreach (var (index, of) in _readings[i])
                {
                    var frequency = _frequencies[index];
                    best = Math.Max(best, of * frequency / (Saturation + frequency));
                }

                if (_words[i].IsExcluded && best > 0)
                {
                    return 0;
                }

                score += best;
            }

            return score;
        }

        private void Count(string terms, double weight, int usual, double slope)
        {
            // What is shorter than usual is no better for it: three words are soon full of one.
            var length = Math.Max(usual, terms.AsSpan().Count(' ') + 1);
            var worth = weight / (1 - slope + (slope * length / usual));
            foreach (var range in terms.AsSpan().Split(' '))
            {
                if (_lookup.TryGetValue(terms.AsSpan()[range], out var index))
                {
                    _frequencies[index] += worth;
                }
            }
        }
    }
}
