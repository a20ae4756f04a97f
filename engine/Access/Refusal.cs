using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Access;

/// <summary>Why something that was asked for is not done.</summary>
internal enum RefusalKind
{
    /// <summary>What was given can't be so; <see cref="Refusal.Field"/> says where.</summary>
    Invalid,

    /// <summary>It is not there, or not for this actor to see: nobody can tell which.</summary>
    NotFound,

    /// <summary>The actor sees it but may not do this to it.</summary>
    Forbidden,

    /// <summary>Somebody else changed it meanwhile.</summary>
    Conflict,

    /// <summary>A plugin's hook said no.</summary>
    Refused,

    /// <summary>Not at this moment; the same may work in a while.</summary>
    Unavailable,
}

/// <summary>An expected 'no', with a sentence for the person.</summary>
/// <param name="Kind">What a program needs to know.</param>
/// <param name="Sentence">What is wrong and what she can do.</param>
/// <param name="Field">The name of what was given wrongly, in lower case, such as <c>subject</c>; null where it is about the whole.</param>
internal sealed record Refusal(RefusalKind Kind, Phrase Sentence, string? Field = null)
{
    /// <summary>What was given in one field can't be so.</summary>
    public static Refusal Invalid(string field, string key, params IReadOnlyList<object> arguments) => new(RefusalKind.Invalid, new Phrase(key, arguments), field);
}
