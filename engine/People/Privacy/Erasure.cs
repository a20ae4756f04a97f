namespace Helpdesk.Engine.People.Privacy;

/// <summary>What is to be erased, as an administrator has decided.</summary>
/// <param name="Confirmation">Her address, typed: whoever can't say whom she erases does not.</param>
/// <param name="WithWords">Whether what she wrote as a customer goes too: messages, subjects, fields and files of her tickets.</param>
/// <param name="Name">What stands in place of her name from now on.</param>
/// <param name="Subject">What stands in place of the subjects of her tickets, where they go.</param>
internal sealed record Erasure(long PersonId, string Confirmation, bool WithWords, string Name, string Subject);

/// <summary>What there is of a person, before it is erased.</summary>
/// <param name="Address">What is to be typed.</param>
/// <param name="IsErased">Whether she is nobody already, so that only her words are left.</param>
/// <param name="Tickets">That she asked for.</param>
/// <param name="OpenTickets">Those of them that nobody will be told of when they are answered.</param>
/// <param name="AssignedTickets">Not over yet, and hers to take care of.</param>
/// <param name="Messages">That she wrote as a customer.</param>
/// <param name="Files">On those messages.</param>
/// <param name="Mails">To her, of which a copy is kept.</param>
/// <param name="OtherTickets">Of others, that are shared with her, that she follows, or of which she gets copies.</param>
internal sealed record ErasurePreview(
    long PersonId,
    string Name,
    string Address,
    bool IsErased,
    int Tickets,
    int OpenTickets,
    int AssignedTickets,
    int Messages,
    int Files,
    int Mails,
    int OtherTickets);
