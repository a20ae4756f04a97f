namespace Helpdesk.EmailIngest.Reading.Automatic;

internal enum Fate
{
    Unknown,
    Failed,
    Delayed,
    Delivered,
}

/// <summary>What the words of a notice say, subject and text apart. Each is looked for when a rule asks: the first that fit decide about most notices.</summary>
internal sealed class NoticeWords(Evidence mail)
{
    private readonly string _subject = IsAnswer(mail.Subject) ? "" : mail.Subject;

    private bool? _textFails;

    private bool? _textDelays;

    public bool Fails => SubjectFails || TextFails;

    public bool IsDelay => SubjectDelays || TextDelays;

    public bool IsDelivery => SubjectDelivers || TextDelivers;

    public bool HasProof => HasReply || HasStatus || HasReturned;

    public bool SubjectFails => _subject.Contains(FailureWords.Subjects);

    public bool SubjectIsNotice => _subject.Contains(FailureWords.NoticeSubjects);

    public bool SubjectDelays => _subject.Contains(DelayWords.Subjects);

    public bool SubjectDelivers => _subject.Contains(DelayWords.DeliveredSubjects);

    public bool TextFails => _textFails ??= Text.Contains(FailureWords.Texts);

    public bool TextDelays => _textDelays ??= Text.Contains(DelayWords.Texts);

    public bool TextDelivers => Text.Contains(DelayWords.DeliveredTexts);

    /// <summary>The reply of a mail server that refuses.</summary>
    public bool HasReply => StatusCodes.Reply(Text) is not null;

    /// <summary>A code of RFC 3463, which no other trade has.</summary>
    public bool HasStatus => StatusCodes.Enhanced(Text) is ['4' or '5', ..];

    public bool HasReturned => mail.Parts.HasReturned || mail.Notice.HasReturned;

    /// <summary>Postfix tells its own postmaster of sessions that went wrong; no mail of anybody's came back.</summary>
    public bool IsOfSession => _subject.Contains(DelayWords.SessionSubjects);

    /// <summary>For a mail that is known to be about a delivery.</summary>
    public Fate Fate => this switch
    {
        { IsOfSession: true } => Fate.Unknown,
        { SubjectDelays: true } => Fate.Delayed,
        { SubjectFails: true } => Fate.Failed,
        { TextDelays: true } => Fate.Delayed,
        { SubjectDelivers: true } or { TextDelivers: true, TextFails: false } => Fate.Delivered,
        _ => Fate.Failed,
    };

    private string Text => mail.Notice.Flat;

    private static bool IsAnswer(string subject) =>
        subject.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 3 and var colon && subject.AsSpan(0, colon).IndexOfAnyExceptInRange('A', 'z') < 0;
}
