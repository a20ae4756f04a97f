namespace Helpdesk.Engine.Channels.Notifications;

/// <summary>
/// That mail to an address comes back. Where it says that the address is not there, or comes back for good again and again, no more news of tickets is
/// sent to it until somebody says so, or somebody writes from there: a sender who goes on is taken for one who sends spam.
/// </summary>
internal sealed class MailTrouble
{
    public const int LongestReason = 500;

    /// <summary>So many mails that came back for good in <see cref="Window"/> stop an address.</summary>
    private const int MostFailures = 3;

    private static readonly TimeSpan Window = TimeSpan.FromDays(14);

    private MailTrouble()
    {
    }

    public MailTrouble(string foldedAddress) => FoldedAddress = foldedAddress;

    public string FoldedAddress { get; private set; } = "";

    /// <summary>Of those in a row that came back for good.</summary>
    public int Failures { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>The last mail that came back for good; 0 for none.</summary>
    public long LastMailId { get; private set; }

    /// <summary>In the words of the server.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Since when nothing is sent to it; null while it is tried.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    /// <param name="isNobody">Whether the server says that there is no such address, or not any more.</param>
    public void CameBack(long mailId, string reason, bool isForGood, bool isNobody, DateTimeOffset now)
    {
        // Two servers on the way may both report one mail; and what was said when it was stopped is what stopped it.
        if (isForGood ? mailId == LastMailId : StoppedAt is not null)
        {
            return;
        }

        (Reason, LastAt) = (reason, now);
        if (!isForGood)
        {
            return;
        }

        LastMailId = mailId;
        if (Failures == 0 || now - FirstAt > Window)
        {
            (Failures, FirstAt) = (0, now);
        }

        Failures++;
        StoppedAt ??= isNobody || Failures >= MostFailures ? now : null;
    }
}
