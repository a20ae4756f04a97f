namespace Helpdesk.EmailIngest.Reading;

/// <summary>What was odd about a mail, said once each.</summary>
internal sealed class ReadingNotes
{
    /// <summary>A mail made to be odd shall not fill the record with complaints.</summary>
    private const int MostWarnings = 50;

    private readonly List<MailWarning> _warnings = [];

    private readonly List<string> _limitsHit = [];

    public IReadOnlyList<MailWarning> Warnings => _warnings;

    public IReadOnlyList<string> LimitsHit => _limitsHit;

    public void Warn(string code, string message)
    {
        if (_warnings.Count < MostWarnings && !_warnings.Exists(w => w.Code == code && w.Message == message))
        {
            _warnings.Add(new MailWarning(code, message));
        }
    }

    public void Cut(string limit, string message)
    {
        if (!_limitsHit.Contains(limit, StringComparer.Ordinal))
        {
            _limitsHit.Add(limit);
        }

        Warn($"{limit}-limit", message);
    }
}
