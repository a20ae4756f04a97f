using Helpdesk.Engine.Texts;

namespace Helpdesk.Engine.Access;

/// <summary>What setting the desk up is refused with for everybody else, whatever the way in.</summary>
internal static class AdministratorsOnly
{
    public static Refusal? Refuse(Actor by) =>
        by.Role == Role.Administrator ? null : new Refusal(RefusalKind.Forbidden, new Phrase("desk.administrators-only"));

    /// <summary>It was there a moment ago, or never.</summary>
    public static Refusal NotFound() => new(RefusalKind.NotFound, new Phrase("desk.not-there"));
}
