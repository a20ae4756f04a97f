namespace Helpdesk.Engine.People.Joining;

/// <summary>What became of a wish to have somebody added.</summary>
internal enum AccessState
{
    /// <summary>Staff are to decide.</summary>
    Open,

    /// <summary>She was added, or made a member.</summary>
    Approved,
    Refused,
}

/// <summary>
/// Somebody wants somebody to be added (row A1): a member a colleague, and staff whom they add themselves. It stays when it is
/// decided, so that who brought whom in can be told.
/// </summary>
internal sealed class AccessRequest
{
    /// <summary>In UTF-16 code units.</summary>
    public const int LongestNote = 1000;

    private AccessRequest()
    {
    }

    public AccessRequest(long id, NewColleague colleague, long? requestedById, bool isByRight, DateTimeOffset now)
    {
        Id = id;
        Name = colleague.Name;
        Address = colleague.Address;
        FoldedAddress = Person.Fold(colleague.Address);
        Language = colleague.Language;
        OrganisationId = colleague.OrganisationId;
        Note = colleague.Note;
        RequestedById = requestedById;
        IsByRight = isByRight;
        CreatedAt = now;
    }

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    public string FoldedAddress { get; private set; } = "";

    /// <summary>BCP 47; what mail to her will be written in.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>What she is to be a member of; null for nothing.</summary>
    public long? OrganisationId { get; private set; }

    /// <summary>Why, in the words of whoever asks; may be empty.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Who asks; null for a stranger who wrote a mail.</summary>
    public long? RequestedById { get; private set; }

    /// <summary>
    /// Whether whoever asks may add people herself. Where it comes to staff all the same, because the address is another
    /// organisation's already, she is not told: nobody learns by asking whom the desk knows (LX10).
    /// </summary>
    public bool IsByRight { get; private set; }

    public AccessState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public long? DecidedById { get; private set; }

    /// <summary>Why it was refused, for whoever asked; may be empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>As whoever asked may know it.</summary>
    public AccessState StateForAsker => IsByRight && State == AccessState.Open ? AccessState.Approved : State;

    public void Approve(long? decidedById, DateTimeOffset now) => (State, DecidedById, DecidedAt) = (AccessState.Approved, decidedById, now);
}

/// <summary>Somebody who is to be added.</summary>
internal sealed record NewColleague(string Name, string Address, string Language, long? OrganisationId, string Note = "");
