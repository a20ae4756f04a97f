using Helpdesk.Engine.Search.Words;

namespace Helpdesk.Engine.Search.Asking;

/// <summary>
/// How well a document answers: BM25F, with a term in title or keywords worth more than in the summary, and there more than in the text; more
/// for a document that holds more of what was asked.
/// </summary>
internal sealed class Ranking(IReadOnlyList<AskedWord> words, Analysers analysers, Statistics statistics)
{
    private const double HeadWeight = 4;
    private const double SummaryWeight = 2;
    private const double TextWeight = 1;

    /// <summary>How soon the same term once more tells no more.</summary>
    private const double Saturation = 1.2;

    private readonly Dictionary<string, Probe> _probes = new(StringComparer.Ordinal);

    /// <summary>Zero when it holds nothing of it, or what was asked not to be there.</summary>
    public double Score(CandidateTerms document)
    {
        if (!_probes.TryGetValue(document.Language, out var probe))
        {
            probe = new Probe(words, analysers.Of(document.Language), statistics, document.Language);
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
        private readonly double _most;
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
            _most = words.Zip(_readings).Where(pair => !pair.First.IsExcluded).Sum(pair => pair.Second.Max(reading => reading.Worth));
        }

        public double Score(CandidateTerms document)
        {
            Array.Clear(_frequencies);
            Count(document.Head, HeadWeight, usual: 20, slope: 0.3);
            Count(document.Summary, SummaryWeight, usual: 18, slope: 0.3);
            Count(document.Text, TextWeight, usual: 250, slope: 0.6);
            double score = 0;
            double held = 0;
            for (var i = 0; i < _words.Count; i++)
            {
                double best = 0;
                double worth = 0;
                foreach (var (index, of) in _readings[i])
                {
                    var frequency = _frequencies[index];
                    best = Math.Max(best, of * frequency / (Saturation + frequency));
                    worth = Math.Max(worth, frequency > 0 ? of : 0);
                }

                if (_words[i].IsExcluded && best > 0)
                {
                    return 0;
                }

                score += best;
                held += worth;
            }

            return _most > 0 ? score * (0.4 + (0.6 * held / _most)) : 0;
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
